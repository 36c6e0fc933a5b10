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

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;

class EnvelopeFuzzTests {

    private static final int ROUNDS = 20_000;

    record Line(int amount, BigDecimal price, Optional<String> note) {}

    record Order(long id, List<Line> lines, Map<LocalDate, double[][]> history, Order previous) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Order that
                    && id == that.id
                    && lines.equals(that.lines)
                    && java.util.Objects.equals(previous, that.previous);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(id);
        }
    }

    private final ValueCodec values = Codecs.of(new TypeReference<List<Order>>() {});

    @ParameterizedTest
    @ValueSource(ints = {0, Integer.MAX_VALUE})
    void damagedPayloadIsTheSameValueOrUnreadable(int compressAbove) {
        EnvelopeCodec codec = new EnvelopeCodec(values, new Compression(compressAbove, 100_000));
        Envelope envelope = envelope();
        byte[] intact = codec.write(envelope);
        assertThat(codec.read(intact, "text")).isEqualTo(new Reading.Hit(envelope));
        Random random = new Random(compressAbove);
        int unreadable = 0;
        for (int i = 0; i < ROUNDS; i++) {
            Reading reading = codec.read(damaged(intact, random), "text");
            if (reading instanceof Reading.Hit hit) {
                assertThat(hit.envelope()).isEqualTo(envelope);
            } else {
                unreadable++;
            }
        }
        assertThat(unreadable).isGreaterThan(ROUNDS * 9 / 10);
    }

    /** Past the checksum, which a stranger could have computed: what comes out may be anything, but comes out. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void damagedPayloadWithAFittingChecksumNeverThrows(long seed) {
        EnvelopeCodec codec = new EnvelopeCodec(values, new Compression(Integer.MAX_VALUE, 100_000));
        byte[] intact = codec.write(envelope());
        Random random = new Random(seed);
        int hits = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] damaged = damaged(intact, random);
            if (damaged.length > Frame.OPEN.length()) {
                Frame.close(damaged);
            }
            hits += codec.read(damaged, "text") instanceof Reading.Hit ? 1 : 0;
        }
        assertThat(hits).isBetween(1, ROUNDS / 2);
    }

    private static byte[] damaged(byte[] intact, Random random) {
        byte[] bytes = intact.clone();
        switch (random.nextInt(5)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                for (int i = random.nextInt(8); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
            case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 3 -> {
                int from = random.nextInt(bytes.length);
                int to = random.nextInt(bytes.length);
                System.arraycopy(intact, from, bytes, to, random.nextInt(bytes.length - Math.max(from, to)));
                bytes[random.nextInt(bytes.length)]++;
            }
            default -> bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:0-.eEnull\\".charAt(random.nextInt(17));
        }
        return bytes;
    }

    private static Envelope envelope() {
        Order first = new Order(1, List.of(), Map.of(LocalDate.EPOCH, new double[][] {{1, Double.NaN}}), null);
        Order second = new Order(
                2,
                List.of(new Line(1, new BigDecimal("9.90"), Optional.of("n")), new Line(2, null, Optional.empty())),
                Map.of(),
                first);
        return new Envelope(
                "text",
                "for people",
                7L,
                "1970-01-01T00:00:00Z",
                1_000,
                500,
                Map.of("a", 1L),
                Map.of("b", 2L),
                List.of(first, second));
    }
}
