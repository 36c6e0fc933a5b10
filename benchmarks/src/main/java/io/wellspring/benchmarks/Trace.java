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
package io.wellspring.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.tukaani.xz.XZInputStream;

/** Recorded accesses in their order. Each key is replaced by its rank in the order of first appearance, from one. */
final class Trace {

    private final int[] ids;
    private final int distinct;

    private Trace(int[] ids, int distinct) {
        this.ids = ids;
        this.distinct = distinct;
    }

    /**
     * Reads big-endian integers of 32 bits, one per access, compressed with xz.
     *
     * @param limit how many accesses at most
     */
    static Trace read(Path file, int limit) throws IOException {
        try (InputStream in = new BufferedInputStream(new XZInputStream(Files.newInputStream(file)))) {
            Map<Integer, Integer> idOfKey = new HashMap<>();
            IntStream.Builder ids = IntStream.builder();
            byte[] access = in.readNBytes(Integer.BYTES);
            for (int length = 0; length < limit && access.length > 0; length++) {
                if (access.length < Integer.BYTES) {
                    throw new EOFException("Trace file " + file + " ends within an access");
                }
                ids.add(idOfKey.computeIfAbsent(ByteBuffer.wrap(access).getInt(), unseen -> idOfKey.size() + 1));
                access = in.readNBytes(Integer.BYTES);
            }
            return new Trace(ids.build().toArray(), idOfKey.size());
        }
    }

    int length() {
        return ids.length;
    }

    int distinct() {
        return distinct;
    }

    long id(int access) {
        return ids[access];
    }
}
