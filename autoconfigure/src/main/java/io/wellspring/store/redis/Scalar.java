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

import java.util.function.Function;

/**
 * A type of the JDK whose objects have a text that says all about them: equal objects have the same, others another one.
 *
 * @param mark what tells its texts from those of other types, in the name of a key
 * @param text writes an object; throws where it has no such text
 * @param parse reads what {@code text} wrote, and throws any exception where it did not
 */
record Scalar<T>(Class<T> type, String mark, Function<T, String> text, Function<String, T> parse) {

    String textOf(Object value) {
        return text.apply(type.cast(value));
    }
}
