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
package io.wellspring.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Assumptions;

/** Virtual threads, where the JDK has them. */
final class VirtualThreads {

    private static final String PINNED = "jdk.VirtualThreadPinned";

    private VirtualThreads() {}

    static ExecutorService executor() {
        Assumptions.assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21 or later");
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Records every virtual thread that holds its carrier while it waits. */
    static Pinning watchPinning() {
        return new Pinning();
    }

    static final class Pinning implements AutoCloseable {

        private final Recording recording = new Recording();

        private Pinning() {
            recording.enable(PINNED).withoutThreshold().withStackTrace();
            recording.start();
        }

        /** The stacks on which it happened, those of the library only. */
        List<String> stacks() throws Exception {
            recording.stop();
            Path file = Files.createTempFile("pinning", ".jfr");
            try {
                recording.dump(file);
                try (Stream<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()) {
                    return events.filter(event -> event.getEventType().getName().equals(PINNED))
                            .map(event -> String.valueOf(event.getStackTrace()))
                            .filter(stack -> stack.contains("io.wellspring."))
                            .toList();
                }
            } finally {
                Files.delete(file);
            }
        }

        @Override
        public void close() {
            recording.close();
        }
    }
}
