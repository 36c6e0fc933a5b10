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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.Serializable;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import tools.jackson.core.type.TypeReference;

class UnwritableValuesTests {

    interface Animal {}

    record Dog(String name) implements Animal {}

    abstract static class Figure {
        int sides;
    }

    sealed interface Vehicle permits Car {}

    record Car(Animal driver) implements Vehicle {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    interface ByClass {}

    static class Product {
        String name = "saw";
    }

    static final class Discounted extends Product {
        int percent = 10;
    }

    static class Marker {}

    static final class Marked extends Marker {
        int number = 1;
    }

    static class Shadow extends Product {
        String name = "shadow";
    }

    static final class NoConstructor {
        final String name;

        NoConstructor(String name) {
            this.name = name;
        }
    }

    static final class Torn {
        String name;

        @JsonCreator
        Torn(@JsonProperty("name") String name) {
            this.name = name;
        }

        @JsonCreator
        Torn(@JsonProperty("name") String name, @JsonProperty("more") int more) {
            this.name = name + more;
        }
    }

    static final class Renamed {
        final String name;

        @JsonCreator
        Renamed(@JsonProperty("title") String title) {
            this.name = title;
        }
    }

    static final class Cart extends ArrayList<String> {
        String owner;
    }

    static final class Failure extends RuntimeException {}

    static final class Node {
        Node next;
        List<Node> others = new ArrayList<>();
    }

    record Box<T>(T content) {}

    record Growing<T>(Growing<List<T>> next) {}

    record Noted(Optional<String> note) {}

    final class Inner {
        int number;
    }

    @Test
    void messageNamesCacheTypeAndRemedy() {
        assertThatExceptionOfType(UnwritableValueException.class)
                .isThrownBy(() -> Codecs.of(new TypeReference<List<Animal>>() {}))
                .withMessageContaining("'product'")
                .withMessageContaining("java.util.List<" + Animal.class.getName() + ">")
                .withMessageContaining("is an interface")
                .withMessageContaining("@JsonTypeInfo");
    }

    @Test
    void typeThatDoesNotSayWhatImplementsItIsRefused() {
        assertTypeRefused(Animal.class, "is an interface");
        assertTypeRefused(Vehicle.class, "is an interface");
        assertTypeRefused(Car.class, "is an interface");
        assertTypeRefused(Figure.class, "is abstract");
        assertTypeRefused(ByClass.class, "only names are accepted");
        assertTypeRefused(Object.class, "just Object");
        assertTypeRefused(List.class, "just Object");
        assertTypeRefused(Box.class, "just Object");
        assertTypeRefused(new TypeReference<Map<String, ?>>() {}.getType(), "just Object");
        assertTypeRefused(Number.class, "java.lang.Number");
        assertTypeRefused(CharSequence.class, "java.lang.CharSequence");
        assertTypeRefused(Serializable.class, "java.io.Serializable");
        assertTypeRefused(Enum.class, "java.lang.Enum");
    }

    @Test
    void typeOfTheJdkThatWouldChangeIsRefused() {
        assertTypeRefused(Pattern.class, "java.util.regex.Pattern");
        assertTypeRefused(AtomicLong.class, "AtomicLong");
        assertTypeRefused(new TypeReference<Deque<Long>>() {}.getType(), "java.util.Deque");
        assertTypeRefused(new TypeReference<Box<java.sql.Date>>() {}.getType(), "java.sql.Date");
    }

    @Test
    void keyThatIsNoNameIsRefused() {
        assertTypeRefused(new TypeReference<Map<Dog, Long>>() {}.getType(), "key of a map");
        assertTypeRefused(new TypeReference<Map<byte[], Long>>() {}.getType(), "key of a map");
    }

    @Test
    void classThatCannotBeMadeAgainIsRefused() {
        assertTypeRefused(NoConstructor.class, "cannot be made");
        assertTypeRefused(Inner.class, "cannot be made");
        assertTypeRefused(Renamed.class, "not named as its fields");
        assertTypeRefused(Torn.class, "Conflicting");
        assertTypeRefused(Shadow.class, "both have a field name");
        assertTypeRefused(Cart.class, "class of its own");
        assertTypeRefused(Failure.class, "extends java.lang.RuntimeException");
        assertTypeRefused(new TypeReference<Optional<Optional<Long>>>() {}.getType(), "Optional of an Optional");
    }

    @Test
    void typeThatReachesNoEndIsRefused() {
        assertTypeRefused(new TypeReference<Growing<String>>() {}.getType(), "no end of types");
    }

    @Test
    void pageOfSpringDataIsRefused() {
        assertTypeRefused(new TypeReference<Page<Dog>>() {}.getType(), "is an interface");
        assertTypeRefused(new TypeReference<PageImpl<Dog>>() {}.getType(), "");
    }

    @Test
    void subclassIsRefusedWhereItsSuperclassIsDeclared() {
        ValueCodec codec = Codecs.of(new TypeReference<Box<List<Product>>>() {});

        assertThat(Codecs.copy(codec, new Box<>(List.of(new Product())))).isInstanceOf(Box.class);
        assertRefused(codec, new Box<>(List.of(new Discounted())), Discounted.class.getName());
        assertRefused(Codecs.of(Product.class), new Discounted(), "tell them apart");
        assertRefused(Codecs.of(Marker.class), new Marked(), "tell them apart");
        assertRefused(Codecs.of(Product.class), new Product() {}, "tell them apart");
    }

    @Test
    void objectOfAnotherTypeIsRefused() {
        assertRefused(Codecs.of(Product.class), "saw", "");
        assertRefused(Codecs.of(new TypeReference<List<Long>>() {}), Set.of(1L), "");
        assertRefused(Codecs.of(new TypeReference<List<Long>>() {}), List.of("text"), "");
    }

    @Test
    void cycleIsRefused() {
        Node node = new Node();
        node.next = new Node();
        node.next.next = node;
        Node listed = new Node();
        listed.others.add(listed);
        Node itself = new Node();
        itself.next = itself;

        assertRefused(Codecs.of(Node.class), node, "holds itself");
        assertRefused(Codecs.of(Node.class), listed, "holds itself");
        assertRefused(Codecs.of(Node.class), itself, "");
    }

    @Test
    void whatIsNestedDeeplyIsRefused() {
        ValueCodec codec = Codecs.of(Node.class);
        Node deep = chain(100_000);

        assertRefused(codec, deep, "nested deeper");
        assertThat(Codecs.copy(codec, chain(StateMapper.DEEPEST / 2))).isInstanceOf(Node.class);
    }

    @Test
    void orderOfItsOwnIsRefused() {
        SortedSet<String> set = new TreeSet<>(Comparator.reverseOrder());
        SortedMap<String, Long> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ValueCodec sets = Codecs.of(new TypeReference<SortedSet<String>>() {});

        assertRefused(sets, set, "natural order");
        assertRefused(Codecs.of(new TypeReference<SortedMap<String, Long>>() {}), map, "natural order");
        assertThat(Codecs.copy(sets, new TreeSet<>(Comparator.<String>naturalOrder())))
                .isEqualTo(new TreeSet<>());
    }

    @Test
    void collectionThatIsNoListIsRefused() {
        TypeReference<Box<java.util.Collection<Long>>> type = new TypeReference<>() {};

        assertRefused(Codecs.of(type), new Box<>(Set.of(1L)), "declare what it is");
        assertThat(Codecs.copy(Codecs.of(type), new Box<>(List.of(1L)))).isEqualTo(new Box<>(List.of(1L)));
    }

    @Test
    void nullsWithoutAFormAreRefused() {
        Map<String, Long> nullKey = new HashMap<>();
        nullKey.put(null, 1L);

        assertRefused(Codecs.of(new TypeReference<Map<String, Long>>() {}), nullKey, "");
        assertRefused(Codecs.of(Noted.class), new Noted(null), "Optional.empty()");
    }

    @Test
    void textsWithoutAFormAreRefused() {
        assertRefused(
                Codecs.of(new TypeReference<Map<String, Long>>() {}), Map.of("a\ud800", 1L), "half a surrogate pair");
        assertRefused(
                Codecs.of(new TypeReference<Map<Character, Long>>() {}), Map.of('\ud800', 1L), "half a surrogate pair");
        assertRefused(Codecs.of(Locale.class), new Locale("no", "NO", "NY"), "language tag");
    }

    @Test
    void refusalNamesThePlace() {
        ValueCodec codec = Codecs.of(new TypeReference<Box<List<Noted>>>() {});

        assertRefused(codec, new Box<>(Arrays.asList(null, new Noted(null))), "content");
    }

    private static Node chain(int length) {
        Node first = new Node();
        Node last = first;
        for (int i = 1; i < length; i++) {
            last.next = new Node();
            last = last.next;
        }
        return first;
    }

    private static void assertTypeRefused(Type type, String reason) {
        assertThatExceptionOfType(UnwritableValueException.class)
                .isThrownBy(() -> Codecs.of(type))
                .withMessageContaining(reason);
    }

    private static void assertRefused(ValueCodec codec, Object value, String reason) {
        assertThatExceptionOfType(UnwritableValueException.class)
                .isThrownBy(() -> codec.write(value))
                .withMessageContaining("'product'")
                .withMessageContaining(reason);
    }
}
