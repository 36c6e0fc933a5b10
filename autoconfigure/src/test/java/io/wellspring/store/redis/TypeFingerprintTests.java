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

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.wellspring.store.redis.Unreadable.Reason;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class TypeFingerprintTests {

    private static final JsonMapper MAPPER = StateMapper.create(builder -> {});

    enum Size {
        SMALL,
        LARGE
    }

    record Part(Part other, List<Whole> wholes, Optional<Size> size, LocalDate day, int[] numbers) {}

    static class Base {
        long id;
    }

    static final class Whole extends Base {
        Map<String, Part> parts;
        transient String ignored;
    }

    record Box<T>(T content) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    sealed interface Shape permits Circle {}

    record Circle(Part part) implements Shape {}

    @TempDir
    private Path directory;

    @Test
    void isTheSameInEveryJvm() {
        assertThat(fingerprint(Part.class)).isEqualTo("899657f07e5b6481");
    }

    @Test
    void structureNamesWhatIsReached() {
        String structure = TypeStructure.of(MAPPER.constructType(Part.class), MAPPER);

        assertThat(structure.replace(TypeFingerprintTests.class.getName() + "$", ""))
                .contains("Part{day:java.time.LocalDate,numbers:")
                .contains("Whole{id:long,parts:java.util.Map<java.lang.String,Part>}")
                .contains("Size(SMALL,LARGE)")
                .contains(";java.time.LocalDate;")
                .doesNotContain("ignored");
    }

    @Test
    void typeArgumentsCount() {
        assertThat(Set.of(
                        fingerprint(new TypeReference<Box<Long>>() {}.getType()),
                        fingerprint(new TypeReference<Box<Integer>>() {}.getType()),
                        fingerprint(new TypeReference<List<Long>>() {}.getType()),
                        fingerprint(new TypeReference<Set<Long>>() {}.getType()),
                        fingerprint(Long.class)))
                .hasSize(5);
    }

    @Test
    void typesThatReachEachOtherDiffer() {
        assertThat(fingerprint(Whole.class)).isNotEqualTo(fingerprint(Part.class));
    }

    @Test
    void subtypesCount() {
        assertThat(TypeStructure.of(MAPPER.constructType(Shape.class), MAPPER))
                .contains("Shape{}<")
                .contains("Circle{part:")
                .contains("Size(");
    }

    @Test
    void everyChangeOfAClassChangesIt() {
        List<String> releases = List.of(
                "public record Product(long id, String name) {}",
                "public record Product(long id, String title) {}",
                "public record Product(int id, String name) {}",
                "public record Product(long id, String name, Kind kind) {} enum Kind { A, B }",
                "public record Product(long id, String name, Kind kind) {} enum Kind { A, B, C }",
                "public record Product(long id, String name, Kind kind) {} enum Kind { A, C }",
                "public record Product(long id, String name, Kind kind) {} record Kind(int a) {}",
                "public record Product(long id, String name, Kind kind) {} record Kind(long a) {}",
                "public class Product { long id; }",
                "public class Product extends Base { long id; } class Base { int base; }",
                "public class Product extends Base { long id; } class Base { long base; }");
        List<String> fingerprints = new ArrayList<>();
        for (String release : releases) {
            Class<?> type = product(release);
            fingerprints.add(fingerprint(type));
            assertThat(fingerprint(product(release))).isEqualTo(fingerprints.get(fingerprints.size() - 1));
        }
        assertThat(fingerprints).doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoStateDoesNotCount() {
        assertThat(fingerprint(product("public class Product { long id; }")))
                .isEqualTo(fingerprint(product("public class Product { static int n; transient int t; long id;"
                        + " void method() {} interface Inner {} }")));
    }

    @Test
    void valueOfAnEarlierReleaseIsAMiss() throws ReflectiveOperationException {
        Class<?> earlier = product("public record Product(long id, String name) {}");
        Class<?> later = product("public record Product(long id, String name, String brand) {}");
        Object value = earlier.getConstructors()[0].newInstance(1L, "saw");
        byte[] bytes = codec(earlier)
                .write(new Envelope(null, null, null, "1970-01-01T00:00:00Z", 1, 1, Map.of(), Map.of(), value));

        assertThat(codec(earlier).read(bytes, null)).isInstanceOf(Reading.Hit.class);
        assertThat(codec(later).read(bytes, null))
                .isInstanceOfSatisfying(
                        Unreadable.class, it -> assertThat(it.reason()).isEqualTo(Reason.TYPE));
    }

    private Class<?> product(String source) {
        return CompiledClasses.compile(directory, "com.acme.Product", "package com.acme; " + source);
    }

    private static EnvelopeCodec codec(Class<?> type) {
        return new EnvelopeCodec(Codecs.of(type), new Compression(10_000, 100_000));
    }

    private static String fingerprint(Type type) {
        return Codecs.of(type).fingerprint();
    }
}
