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
package io.wellspring.fleet.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process of the fleet, as the test sees it. */
final class Node implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 180;

    private final List<String> command;
    private final Queue<String> found;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private Process process;
    private Writer orders;
    private long startedAt;

    /** @param found takes what it says of violations and failures */
    Node(int number, Board board, List<String> options, Queue<String> found) {
        this.found = found;
        this.command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // The second compiler would take more of a busy machine than it gives back.
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FleetProcess.class.getName(),
                String.valueOf(number),
                board.file().toString()));
        command.addAll(options);
    }

    void start() {
        startedAt = System.nanoTime();
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        orders = process.outputWriter(StandardCharsets.UTF_8);
        answers.clear();
        Process started = process;
        Thread listener = new Thread(() -> listen(started.inputReader(StandardCharsets.UTF_8)), "listener");
        listener.setDaemon(true);
        listener.start();
    }

    long startedAt() {
        return startedAt;
    }

    private void listen(BufferedReader lines) {
        lines.lines().forEach(line -> {
            if (line.startsWith("VIOLATION") || line.startsWith("FAILURE")) {
                found.add(line);
                System.out.println(line);
            } else if (line.matches("(READY|STOPPED|LOADED|COMPARED).*")) {
                answers.add(line);
            } else {
                System.out.println(line);
            }
        });
    }

    void order(String order) {
        try {
            orders.write(order + "\n");
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for what it says to an order. */
    String answer(String kind) throws InterruptedException {
        String answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null || !answer.startsWith(kind)) {
            throw new IllegalStateException("The process says " + answer + " where " + kind + " is expected");
        }
        return answer.substring(kind.length()).strip();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits until it has ended by itself. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The process has not ended");
        }
    }

    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
