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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wellspring.store.redis.Unreadable.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCodecTests {

    private static final Compression NEVER = new Compression(Integer.MAX_VALUE, 1_000_000);

    record Product(long id, String name) {}

    record Node(Node next, List<Node> others) {}

    private final ValueCodec values = Codecs.of(Product.class);
    private final EnvelopeCodec codec = new EnvelopeCodec(values, NEVER);

    @Test
    void payloadIsReadable() {
        String type = values.fingerprint();

        assertThat(text(codec.write(full(new Product(42, "Säge")))))
                .matches("\\{\"format\":1,\"check\":\"[0-9a-f]{8}\",\"type\":\"" + type + "\",\"key\":\"long text\","
                        + "\"text\":\"text, for people\",\"version\":3,\"loadedAt\":\"2026-01-01T00:00:00Z\",\"freshFor\":600000,\"staleFor\":120000,"
                        + "\"generations\":\\{\"com.acme.Product\":17,\"com.acme.Stock\":-1\\},\"tags\":\\{\"user:42\":5\\},"
                        + "\"value\":\\{\"id\":42,\"name\":\"Säge\"\\}\\}");
    }

    @Test
    void envelopeComesBack() {
        Envelope full = full(new Product(42, "Säge"));
        Envelope bare = bare(new Product(1, null));

        assertThat(codec.read(codec.write(full), "long text")).isEqualTo(new Reading.Hit(full));
        assertThat(codec.read(codec.write(bare), null)).isEqualTo(new Reading.Hit(bare));
    }

    @Test
    void absenceComesBack() {
        Envelope absent = full(null);

        assertThat(text(codec.write(absent))).endsWith("\"absent\":true}").doesNotContain("value");
        assertThat(codec.read(codec.write(absent), "long text")).isEqualTo(new Reading.Hit(absent));
        assertThat(absent.absent()).isTrue();
    }

    @Test
    void valuesOfAllKindsComeBack() {
        for (Object value : List.of("", "text}", "\"value\":1", 1.5, 7L, true)) {
            EnvelopeCodec plain = new EnvelopeCodec(Codecs.of(value.getClass()), NEVER);
            assertThat(plain.read(plain.write(bare(value)), null)).isEqualTo(new Reading.Hit(bare(value)));
        }
    }

    @Test
    void largePayloadIsCompressed() {
        EnvelopeCodec compressing = new EnvelopeCodec(values, new Compression(1_000, 1_000_000));
        Envelope large = bare(new Product(1, "x".repeat(10_000)));
        byte[] bytes = compressing.write(large);

        assertThat(bytes).hasSizeLessThan(1_000).startsWith(0x1f, 0x8b);
        assertThat(compressing.read(bytes, null)).isEqualTo(new Reading.Hit(large));
        assertThat(codec.read(bytes, null)).isEqualTo(new Reading.Hit(large));
        assertThat(text(compressing.write(bare(new Product(1, "x"))))).startsWith("{\"format\"");
    }

    @Test
    void payloadThatDoesNotShrinkIsLeftAsItIs() {
        EnvelopeCodec eager = new EnvelopeCodec(Codecs.of(String.class), new Compression(0, 1_000_000));
        StringBuilder noise = new StringBuilder();
        new java.util.Random(1).ints(300, 'a', 0x7f).forEach(noise::appendCodePoint);

        assertThat(eager.write(bare("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".repeat(9))))
                .startsWith(0x1f, 0x8b);
        assertThat(new Compression(0, 10_000).compress("short".getBytes(StandardCharsets.UTF_8)))
                .startsWith('s');
    }

    @Test
    void foreignBytesAreUnreadable() {
        assertUnreadable(new byte[0], Reason.FOREIGN);
        assertUnreadable(bytes("OK"), Reason.FOREIGN);
        assertUnreadable(bytes("{\"name\":\"x\"}"), Reason.FOREIGN);
        assertUnreadable(new byte[] {(byte) 0xac, (byte) 0xed, 0, 5}, Reason.FOREIGN);
        assertUnreadable(new byte[] {0x1f, (byte) 0x8b}, Reason.DAMAGED);
        assertUnreadable(new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7}, Reason.DAMAGED);
    }

    @Test
    void otherFormatIsUnreadable() {
        assertUnreadable(bytes("{\"format\":2,\"check\":\"00000000\",\"v\":1}"), Reason.FORMAT);
    }

    @Test
    void truncatedPayloadIsUnreadable() {
        byte[] bytes = codec.write(full(new Product(42, "Säge")));
        for (int length = 0; length < bytes.length; length++) {
            assertThat(codec.read(Arrays.copyOf(bytes, length), "long text")).isInstanceOf(Unreadable.class);
        }
        assertUnreadable(Arrays.copyOf(bytes, bytes.length - 1), Reason.DAMAGED);
        assertUnreadable(Arrays.copyOf(bytes, bytes.length + 1), Reason.DAMAGED);
    }

    @Test
    void otherTypeIsUnreadable() {
        byte[] bytes = new EnvelopeCodec(Codecs.of(Node.class), NEVER).write(bare(new Node(null, null)));

        assertUnreadable(bytes, Reason.TYPE);
    }

    @Test
    void entryOfAnotherKeyIsUnreadable() {
        byte[] bytes = codec.write(full(new Product(42, "Säge")));

        assertThat(((Unreadable) codec.read(bytes, "other text")).reason()).isEqualTo(Reason.KEY);
        assertThat(((Unreadable) codec.read(bytes, null)).reason()).isEqualTo(Reason.KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"value\":[1]}",
                "\"value\":{\"id\":\"42\",\"name\":\"x\"}}",
                "\"value\":{\"id\":1.5,\"name\":\"x\"}}",
                "\"value\":{\"id\":1,\"name\":2}}",
                "\"value\":{\"id\":1}}",
                "\"value\":{\"id\":1,\"name\":\"x\",\"more\":1}}",
                "\"value\":{\"id\":1,\"name\":\"x\"}}}",
                "\"value\":{\"id\":1,\"name\":\"x\"}",
                "\"value\":null}",
                "\"value\":}",
                "\"absent\":true,\"value\":{\"id\":1,\"name\":\"x\"}}",
                "\"absent\":\"true\"}",
                "\"unknown\":1}",
                "\"version\":\"x\"}",
                "\"version\":1e99,\"absent\":true}",
                "\"loadedAt\":[]}",
                "\"tags\":[1]}",
                "\"tags\":{\"a\":\"b\"}}",
                "\"tags\":{\"a\":{}}}",
                "}",
                "",
                "]"
            })
    void intactPayloadOfAnotherShapeIsMalformed(String rest) {
        assertUnreadable(framed("\"type\":\"" + values.fingerprint() + "\"," + TIMES + rest), Reason.MALFORMED);
    }

    @Test
    void payloadWithoutTypeOrTimesIsUnreadable() {
        assertUnreadable(framed(TIMES + "\"absent\":true}"), Reason.TYPE);
        assertUnreadable(framed("\"type\":\"" + values.fingerprint() + "\",\"absent\":true}"), Reason.MALFORMED);
    }

    @Test
    void nestingBombIsUnreadable() {
        ValueCodec nodes = Codecs.of(Node.class);
        EnvelopeCodec nodeCodec = new EnvelopeCodec(nodes, new Compression(Integer.MAX_VALUE, 100_000_000));
        for (String bomb : List.of("{\"next\":", "{\"others\":[", "[", "{\"x\":[")) {
            byte[] bytes = framed(
                    "\"type\":\"" + nodes.fingerprint() + "\"," + TIMES + "\"value\":" + bomb.repeat(1_000_000) + "}");
            assertThat(((Unreadable) nodeCodec.read(bytes, null)).reason()).isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void readingOnAnAlmostFullStackIsUnreadable() {
        ValueCodec nodes = Codecs.of(Node.class);
        EnvelopeCodec nodeCodec = new EnvelopeCodec(nodes, NEVER);
        Node deep = null;
        for (int i = 0; i < StateMapper.DEEPEST - 10; i++) {
            deep = new Node(deep, null);
        }
        byte[] bytes = nodeCodec.write(bare(deep));

        assertThat(nodeCodec.read(bytes, null)).isInstanceOf(Reading.Hit.class);
        assertThat(onASmallStack(() -> nodeCodec.read(bytes, null))).isInstanceOf(Unreadable.class);
    }

    @Test
    void gzipBombIsUnreadable() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1_000_000];
            for (int i = 0; i < 500; i++) {
                gzip.write(zeros);
            }
        }
        assertUnreadable(bomb.toByteArray(), Reason.TOO_LARGE);
    }

    @Test
    void payloadThatWouldBeTooLargeIsRefused() {
        EnvelopeCodec small = new EnvelopeCodec(values, new Compression(100, 1_000));

        assertThatExceptionOfType(UnwritableValueException.class)
                .isThrownBy(() -> small.write(bare(new Product(1, "x".repeat(1_000)))))
                .withMessageContaining("larger than 1000");
        assertThat(((Unreadable) small.read(new byte[1_001], null)).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    private static final String TIMES = "\"loadedAt\":\"2026-01-01T00:00:00Z\",\"freshFor\":1,\"staleFor\":1,";

    private static Reading onASmallStack(java.util.function.Supplier<Reading> reading) {
        Reading[] result = new Reading[1];
        Thread thread = new Thread(null, () -> result[0] = reading.get(), "small stack", 150_000);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return result[0];
    }

    private void assertUnreadable(byte[] bytes, Reason reason) {
        Reading reading = codec.read(bytes, null);
        assertThat(reading).isInstanceOf(Unreadable.class);
        assertThat(((Unreadable) reading).reason()).as(reading.toString()).isEqualTo(reason);
    }

    private static byte[] framed(String rest) {
        return Frame.close(bytes(Frame.OPEN + rest));
    }

    private static Envelope bare(Object value) {
        return new Envelope(null, null, null, "1970-01-01T00:00:00Z", 1, 0, Map.of(), Map.of(), value);
    }

    private static Envelope full(Product product) {
        return new Envelope(
                "long text",
                "text, for people",
                3L,
                "2026-01-01T00:00:00Z",
                600_000,
                120_000,
                Map.of("com.acme.Product", 17L, "com.acme.Stock", -1L),
                Map.of("user:42", 5L),
                product);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
