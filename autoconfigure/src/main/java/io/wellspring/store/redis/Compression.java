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
package io.wellspring.store.redis;

import io.wellspring.store.redis.Unreadable.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Compresses large payloads with gzip, which is recognized by its first two bytes.
 *
 * @param above the size in bytes from which a payload is compressed
 * @param largest the size in bytes that no payload exceeds before it is compressed or after it is expanded
 */
record Compression(int above, int largest) {

    Compression {
        if (above < 0 || largest <= 0 || largest == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("above " + above + ", largest " + largest);
        }
    }

    /** Returns the payload, smaller if it can be. */
    byte[] compress(byte[] payload) {
        if (payload.length < above) {
            return payload;
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(payload.length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.size() < payload.length ? compressed.toByteArray() : payload;
    }

    /**
     * Returns the payload that was given to {@link #compress}.
     *
     * @throws UnreadableException where it is larger than a payload may be, or no gzip in spite of its first bytes
     */
    byte[] expand(byte[] bytes) {
        if (!isCompressed(bytes)) {
            return limited(bytes);
        }
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return limited(gzip.readNBytes(largest + 1));
        } catch (IOException e) {
            throw new UnreadableException(Reason.DAMAGED, "no gzip: " + e.getMessage());
        }
    }

    private byte[] limited(byte[] payload) {
        if (payload.length > largest) {
            throw new UnreadableException(Reason.TOO_LARGE, "more than " + largest + " bytes");
        }
        return payload;
    }

    private static boolean isCompressed(byte[] bytes) {
        return bytes.length > 1 && bytes[0] == (byte) 0x1f && bytes[1] == (byte) 0x8b;
    }
}
