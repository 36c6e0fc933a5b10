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
package io.wellspring.sample.replay;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZFormatException;
import org.tukaani.xz.XZInputStream;

/** Reads a sequence of big-endian 32-bit integers, one per access, plain or compressed with xz. */
final class TraceReader {

    private static final int BLOCK = 1 << 16;

    private TraceReader() {}

    /**
     * Reads the first accesses of a trace.
     *
     * @param limit how many accesses at most
     */
    static Trace read(Path file, int limit) throws TraceException {
        if (!Files.isRegularFile(file)) {
            throw new TraceException("There is no trace file " + file);
        }
        try (InputStream in = open(file)) {
            Trace trace = read(in, file, limit);
            if (trace.length() == 0) {
                throw new TraceException("Trace file " + file + " is empty");
            }
            return trace;
        } catch (XZFormatException ex) {
            throw new TraceException("Trace file " + file + " is not an xz file");
        } catch (EOFException ex) {
            throw new TraceException("Trace file " + file + " is truncated");
        } catch (IOException ex) {
            throw new TraceException("Trace file " + file + " cannot be read: " + ex);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BLOCK);
        try {
            in.mark(XZ.HEADER_MAGIC.length);
            boolean magic = Arrays.equals(in.readNBytes(XZ.HEADER_MAGIC.length), XZ.HEADER_MAGIC);
            in.reset();
            // By its name too: a damaged xz file must not pass for a plain trace.
            return magic || file.toString().endsWith(".xz") ? new XZInputStream(in) : in;
        } catch (IOException ex) {
            in.close();
            throw ex;
        }
    }

    private static Trace read(InputStream in, Path file, int limit) throws IOException, TraceException {
        Trace.Builder trace = new Trace.Builder();
        byte[] block = new byte[BLOCK];
        int length = BLOCK;
        while (length == BLOCK && trace.length() < limit) {
            length = in.readNBytes(block, 0, BLOCK);
            ByteBuffer keys = ByteBuffer.wrap(block, 0, length);
            while (keys.remaining() >= Integer.BYTES && trace.length() < limit) {
                trace.add(keys.getInt());
            }
            if (length % Integer.BYTES != 0 && trace.length() < limit) {
                throw new TraceException("Trace file " + file + " is truncated: it ends within an access");
            }
        }
        return trace.build();
    }
}
