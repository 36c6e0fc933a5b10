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
package io.wellspring.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sample application in a process of its own, as users start it: under a context path, with a management port, and with what
 * looks inside left to an operator.
 */
final class SampleApplication implements AutoCloseable {

    static final String OPERATOR = "operator";
    static final String PASSWORD = "known to operators";

    private static final Path TARGET = Path.of("..", "sample-app", "target");

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = freePort();
    private final int management = freePort();
    private final Process process;

    /** @param more arguments */
    SampleApplication(int products, String... more) throws IOException {
        File log = new File("target", "sample-application.log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar().toString(),
                "--server.port=" + port,
                "--server.servlet.context-path=/shop",
                "--management.server.port=" + management,
                "--management.server.base-path=/ops",
                "--shop.products=" + products,
                "--spring.profiles.active=secured",
                "--spring.security.user.name=" + OPERATOR,
                "--spring.security.user.password=" + PASSWORD));
        command.addAll(List.of(more));
        this.process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("The sample application has ended; see " + log);
            }
            return isUp();
        });
    }

    /** Returns where an endpoint is. */
    String actuator(String path) {
        return "http://localhost:" + management + "/ops/actuator" + path;
    }

    /** Asks the shop, and returns the status. */
    int shop(String path) throws IOException, InterruptedException {
        return get("http://localhost:" + port + "/shop" + path);
    }

    int get(String url) throws IOException, InterruptedException {
        String credentials = Base64.getEncoder().encodeToString((OPERATOR + ":" + PASSWORD).getBytes(UTF_8));
        return status(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Basic " + credentials));
    }

    int getAsAnybody(String url) throws IOException, InterruptedException {
        return status(HttpRequest.newBuilder(URI.create(url)));
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private boolean isUp() throws InterruptedException {
        try {
            return shop("/products/1") == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path jar() throws IOException {
        try (Stream<Path> files = Files.exists(TARGET) ? Files.list(TARGET) : Stream.empty()) {
            Path found = files.filter(file -> file.getFileName().toString().matches("wellspring-sample-app-.*\\.jar"))
                    .findFirst()
                    .orElse(null);
            assumeTrue(found != null, "Skipped: the sample application is not packaged. Run mvn verify from the root.");
            return found;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("There is no free port", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
