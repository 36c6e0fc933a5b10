/*
 * Copyright 2026 the Wellspring authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.wellspring.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a node and Redis, as a network with some latency, and counts the round trips of scripts and entries: what is sent after an
 * answer came belongs to the next one. The latency has all that is sent at once arrive before the first answer to it does. What
 * the heartbeat sends has a connection of its own, and is not counted.
 */
final class CountingProxy implements AutoCloseable {

    private static final Duration LATENCY = Duration.ofMillis(20);

    private final ServerSocket server;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger roundTrips = new AtomicInteger();

    CountingProxy(int target) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        threads.execute(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    int roundTrips() {
        return roundTrips.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                new Connection(client, new Socket(InetAddress.getLoopbackAddress(), target)).start();
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private final class Connection {

        private final Socket client;
        private final Socket redis;
        private volatile boolean answered = true;

        Connection(Socket client, Socket redis) {
            this.client = client;
            this.redis = redis;
        }

        void start() {
            threads.execute(() -> pump(client, redis, true));
            threads.execute(() -> pump(redis, client, false));
        }

        private void pump(Socket from, Socket to, boolean asking) {
            byte[] bytes = new byte[1 << 16];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (asking) {
                        String sent = new String(bytes, 0, read, StandardCharsets.ISO_8859_1);
                        if ((sent.contains("EVALSHA") || sent.contains("MGET")) && answered) {
                            answered = false;
                            roundTrips.incrementAndGet();
                        }
                    } else {
                        Thread.sleep(LATENCY.toMillis());
                        answered = true;
                    }
                    out.write(bytes, 0, read);
                    out.flush();
                }
            } catch (IOException | InterruptedException e) {
                // The other side is gone, and so is this one.
            }
        }
    }
}
