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
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * The first bytes of a payload, which are always the same but for a checksum of those that follow: what was cut off,
 * changed or written by somebody else is known before it is parsed.
 */
final class Frame {

    static final String FORMAT = "format";
    static final String CHECK = "check";

    private static final String OURS = "{\"" + FORMAT + "\":";
    private static final String START = OURS + "1,\"" + CHECK + "\":\"";
    private static final String NO_CHECK = "00000000";
    private static final int CHECK_END = START.length() + NO_CHECK.length();

    /** What a payload begins with before it is closed. */
    static final String OPEN = START + NO_CHECK + "\",";

    private Frame() {}

    /** Puts the checksum into a payload that begins with {@link #OPEN}; returns the same array. */
    static byte[] close(byte[] payload) {
        byte[] check = checksum(payload).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(check, 0, payload, START.length(), check.length);
        return payload;
    }

    /**
     * Refuses what is no payload.
     *
     * @throws UnreadableException where it is not a payload as {@link #close} returned it
     */
    static void check(byte[] payload) {
        if (!startsWith(payload, OURS)) {
            throw new UnreadableException(Reason.FOREIGN, "not written by this library");
        }
        if (!startsWith(payload, START)) {
            throw new UnreadableException(Reason.FORMAT, "another format");
        }
        if (payload.length <= OPEN.length() || !checksum(payload).equals(text(payload, START.length(), CHECK_END))) {
            throw new UnreadableException(Reason.DAMAGED, "the checksum does not fit");
        }
    }

    private static String checksum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(payload, CHECK_END, payload.length - CHECK_END);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private static boolean startsWith(byte[] payload, String start) {
        return payload.length >= start.length()
                && text(payload, 0, start.length()).equals(start);
    }

    private static String text(byte[] payload, int from, int to) {
        return new String(payload, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
