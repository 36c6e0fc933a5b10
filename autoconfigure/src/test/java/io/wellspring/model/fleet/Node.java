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
package io.wellspring.model.fleet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A process.
 *
 * @param near what it keeps itself, by key
 * @param queue the invalidations that it has not heard yet
 * @param missed the writers of whom it was not told, as bits
 * @param run which run of Redis it knows of
 */
record Node(List<Entry> near, List<Message> queue, Bus bus, int missed, int run) {

    record Message(Name name, int writer) {}

    enum Bus {
        PROVEN,
        /** Nobody knows yet. */
        BROKEN,
        /** No ping was answered for longer than the near tier waits. */
        SILENT
    }

    static final Node NEW = new Node(Collections.nCopies(Name.KEY_COUNT, Entry.ABSENT), List.of(), Bus.PROVEN, 0, 0);

    Entry near(Name key) {
        return near.get(key.ordinal());
    }

    Node with(Name key, Entry entry) {
        return new Node(Lists.with(near, key.ordinal(), entry), queue, bus, missed, run);
    }

    Node without(int names) {
        Node node = this;
        for (Name key : Name.values()) {
            if (key.isKey() && ((key.bit() | near(key).carried().names()) & names) != 0) {
                node = node.with(key, Entry.ABSENT);
            }
        }
        return node;
    }

    Node told(Message message) {
        if (bus != Bus.PROVEN) {
            return new Node(near, queue, bus, missed | 1 << message.writer(), run);
        }
        List<Message> longer = new ArrayList<>(queue);
        longer.add(message);
        return new Node(near, List.copyOf(longer), bus, missed, run);
    }

    Node heard() {
        return new Node(near, queue.subList(1, queue.size()).stream().toList(), bus, missed, run);
    }

    Node loses() {
        int lost = missed;
        for (Message message : queue) {
            lost |= 1 << message.writer();
        }
        return new Node(near, List.of(), Bus.BROKEN, lost, run);
    }

    Node silent() {
        return new Node(near, queue, Bus.SILENT, missed, run);
    }

    Node subscribed() {
        return new Node(near, List.of(), Bus.PROVEN, 0, run);
    }

    Node knows(int newRun) {
        return new Node(near, queue, bus, missed, newRun);
    }

    /** Whether a change may still be unknown here. */
    boolean mayNotKnowOf(int writer) {
        return (bus == Bus.BROKEN && (missed & 1 << writer) != 0)
                || queue.stream().anyMatch(message -> message.writer() == writer);
    }
}
