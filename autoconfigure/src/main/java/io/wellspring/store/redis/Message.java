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

/** What nodes tell each other: one letter for what has happened, and a name. */
enum Message {
    /** An entry has changed. */
    ENTRY('e'),
    /** A generation has changed. */
    GENERATION('g'),
    /** The load of an entry has ended, for which others wait. */
    LOADED('l');

    /** Where the node begins. */
    private static final int NODE = 2;

    private final char letter;

    Message(char letter) {
        this.letter = letter;
    }

    /** @param node the one that tells it */
    String of(Node node, String name) {
        return letter + " " + node.id() + " " + name;
    }

    boolean is(String message) {
        return message.charAt(0) == letter;
    }

    /** Whether a text may be one: anybody can publish anything. */
    static boolean isOne(String message) {
        return message.length() > NODE && message.charAt(NODE - 1) == ' ' && message.indexOf(' ', NODE) > 0;
    }

    static String nodeIn(String message) {
        return message.substring(NODE, message.indexOf(' ', NODE));
    }

    static String nameIn(String message) {
        return message.substring(message.indexOf(' ', NODE) + 1);
    }
}
