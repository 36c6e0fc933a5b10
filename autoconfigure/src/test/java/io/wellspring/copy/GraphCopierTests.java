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
package io.wellspring.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class GraphCopierTests {

    private final Copier copier = new GraphCopier(true, List.of());

    @Test
    void beanIsCopiedWithPrivateFinalAndInheritedFields() {
        Employee original = new Employee("Ann", 7, List.of("a"));
        Employee copy = copy(original);
        assertThat(copy.name).isEqualTo("Ann");
        copy.name = "Bob";
        copy.tags.add("b");
        copy.salary = 9;

        assertThat(copy).isExactlyInstanceOf(Employee.class);
        assertThat(original.name).isEqualTo("Ann");
        assertThat(original.tags).containsExactly("a");
        assertThat(original.salary).isEqualTo(7);
        assertThat(copy.tags).containsExactly("a", "b");
        assertThat(copy.number).isEqualTo(original.number);
    }

    @Test
    void fieldsOfTheSameNameAreKeptApart() {
        Shadowing original = new Shadowing();
        original.name = "outer";
        ((Person) original).name = "inner";
        Shadowing copy = copy(original);

        assertThat(copy.name).isEqualTo("outer");
        assertThat(((Person) copy).name).isEqualTo("inner");
    }

    @Test
    void noConstructorRuns() {
        Counting original = new Counting();
        int made = Counting.made;
        Counting copy = copy(original);

        assertThat(copy).isNotSameAs(original);
        assertThat(Counting.made).isEqualTo(made);
    }

    @Test
    void staticStateIsLeftAlone() {
        List<String> state = Counting.STATE;
        copy(new Counting());

        assertThat(Counting.STATE).isSameAs(state);
    }

    @Test
    void recordOfMutablePartsIsMadeAnew() {
        Basket original = new Basket("a", new ArrayList<>(List.of("x")), new int[] {1});
        Basket copy = copy(original);
        copy.items().add("y");
        copy.counts()[0] = 2;

        assertThat(copy.name()).isSameAs(original.name());
        assertThat(original.items()).containsExactly("x");
        assertThat(original.counts()).containsExactly(1);
    }

    @Test
    void recordInsideABeanIsCopied() {
        Node original = new Node("a");
        original.value = new Basket("b", new ArrayList<>(), new int[0]);
        Node copy = copy(original);

        assertThat(((Basket) copy.value).items()).isNotSameAs(((Basket) original.value).items());
    }

    @Test
    void cycleIsKept() {
        Node a = new Node("a");
        Node b = new Node("b");
        a.next = b;
        b.next = a;
        Node copy = copy(a);

        assertThat(copy.next).isNotSameAs(b);
        assertThat(copy.next.next).isSameAs(copy);
        assertThat(copy(a).next.name).isEqualTo("b");
    }

    @Test
    void objectThatRefersToItselfIsCopied() {
        Node node = new Node("a");
        node.next = node;
        Object[] array = new Object[1];
        array[0] = array;

        assertThat(copy(node).next).isNotSameAs(node).extracting(n -> n.name).isEqualTo("a");
        Object[] copy = copy(array);
        assertThat(copy[0]).isSameAs(copy);
        assertThat(copy).isNotSameAs(array);
    }

    @Test
    void cycleThroughAListIsKept() {
        Node parent = new Node("parent");
        Node child = new Node("child");
        child.next = parent;
        parent.value = new ArrayList<>(List.of(child));
        Node copy = copy(parent);

        assertThat(((List<Node>) copy.value).get(0))
                .isNotSameAs(child)
                .satisfies(c -> assertThat(c.next).isSameAs(copy));
    }

    @Test
    void cycleThroughARecordIsKept() {
        Node node = new Node("a");
        Link link = new Link(node);
        node.value = link;
        Link copy = copy(link);

        assertThat(copy.node()).isNotSameAs(node);
        assertThat(copy.node().value).isSameAs(copy);
    }

    @Test
    void cycleThroughAnUnmodifiableListIsKept() {
        Node node = new Node("a");
        List<Node> list = List.of(node);
        node.value = list;
        List<Node> copy = copy(list);

        assertThat(copy.get(0)).isNotSameAs(node);
        assertThat(copy.get(0).value).isSameAs(copy);
    }

    @Test
    void sharedPartStaysShared() {
        Node part = new Node("part");
        Node left = new Node("left");
        Node right = new Node("right");
        left.next = part;
        right.next = part;
        List<Node> copy = copy(new ArrayList<>(List.of(left, right, part)));

        assertThat(copy.get(0).next)
                .isNotSameAs(part)
                .isSameAs(copy.get(1).next)
                .isSameAs(copy.get(2));
    }

    @Test
    void equalPartsStayApart() {
        List<List<String>> copy = copy(new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>())));
        copy.get(0).add("a");

        assertThat(copy.get(1)).isEmpty();
    }

    @Test
    void sharedUnmodifiablePartStaysShared() {
        List<Node> part = List.of(new Node("a"));
        List<List<Node>> copy = copy(List.of(part, part));

        assertThat(copy.get(0)).isNotSameAs(part).isSameAs(copy.get(1));
    }

    @Test
    void eachCopyIsItsOwn() {
        Node original = new Node("a");

        assertThat(copy(original)).isNotSameAs(copy(original));
    }

    private static final class Shelf {
        private final Set<Volume> volumes = new HashSet<>();
    }

    private static final class Volume {
        private final Shelf shelf;
        private final List<String> marks;

        Volume(Shelf shelf, String... marks) {
            this.shelf = shelf;
            this.marks = new ArrayList<>(List.of(marks));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Volume that && marks.equals(that.marks);
        }

        @Override
        public int hashCode() {
            return marks.hashCode();
        }
    }

    @Test
    void setThatAnElementRefersToIsFilledWhenTheElementIsComplete() {
        Shelf shelf = new Shelf();
        Volume volume = new Volume(shelf, "first");
        shelf.volumes.add(volume);
        Volume copy = copy(volume);
        assertThat(copy.shelf.volumes).containsExactly(copy);
        assertThat(copy.shelf.volumes.contains(copy)).isTrue();
        assertThat(copy).isNotSameAs(volume);
    }

    @Test
    void setThatAnElementRefersToFindsItsElements() {
        Owner owner = new Owner();
        Owned owned = new Owned(owner, 42L);
        owner.all.add(owned);
        Owned copy = copy(owned);

        assertThat(copy.owner.all.iterator().next()).isSameAs(copy);
        assertThat(copy.owner.all.contains(copy)).isTrue();
    }

    @Test
    @SuppressWarnings("JavaUtilDate")
    void dateIsCloned() {
        Date original = new Date(42);
        Date copy = copy(original);
        copy.setTime(43);

        assertThat(original.getTime()).isEqualTo(42);
    }

    @Test
    void timeZoneIsCloned() {
        TimeZone original = TimeZone.getTimeZone("Europe/Berlin");

        assertThat(copy(original)).isNotSameAs(original).isEqualTo(original);
    }

    @Test
    void withoutTrustWhatMayChangeIsCopiedAllTheSame() {
        Node original = new Node("a");
        original.value = Collections.singletonList(new Node("b"));
        Node copy = (Node) new GraphCopier(false, List.of()).copy(original);

        assertThat(copy).isNotSameAs(original);
        assertThat(((List<Node>) copy.value).get(0)).isNotSameAs(((List<Node>) original.value).get(0));
    }

    @SuppressWarnings("unchecked")
    private <T> T copy(T value) {
        return (T) copier.copy(value);
    }

    @SuppressWarnings("ArrayRecordComponent")
    record Basket(String name, List<String> items, int[] counts) {}

    record Link(Node node) {}

    static class Person {
        String name;
    }

    static class Employee extends Person {
        final int number = 42;
        private final List<String> tags;
        private long salary;

        Employee(String name, long salary, List<String> tags) {
            this.name = name;
            this.salary = salary;
            this.tags = new ArrayList<>(tags);
        }
    }

    @SuppressWarnings("HidingField")
    static class Shadowing extends Person {
        String name;
    }

    static class Counting {
        static final List<String> STATE = new ArrayList<>();
        static int made;

        int number;

        Counting() {
            number = ++made;
        }
    }

    static class Node {
        final String name;
        Node next;
        Object value;

        Node(String name) {
            this.name = name;
        }
    }

    static class Owner {
        final Set<Owned> all = new HashSet<>();
    }

    /** Its equality stands on a field that is declared after the reference which closes the cycle. */
    static class Owned {
        final Owner owner;
        final Long id;

        Owned(Owner owner, Long id) {
            this.owner = owner;
            this.id = id;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Owned that && Objects.equals(id, that.id);
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(id);
        }
    }
}
