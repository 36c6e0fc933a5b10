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
package io.wellspring.intercept;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tags of one method: texts with expressions over a call and its result. */
record TagTemplates(List<List<Part>> templates) {

    /** A part of a text: itself, or what an expression gives. */
    @FunctionalInterface
    interface Part {
        @Nullable
        Object value(@Nullable Object[] arguments, @Nullable Object result);
    }

    String[] of(@Nullable Object[] arguments, @Nullable Object result) {
        Set<String> tags = new LinkedHashSet<>();
        templates.forEach(parts -> tags.addAll(expand(parts, arguments, result)));
        return tags.toArray(String[]::new);
    }

    /** Each element of a collection makes a tag of its own, and null makes none. */
    private static List<String> expand(List<Part> parts, @Nullable Object[] arguments, @Nullable Object result) {
        List<String> texts = List.of("");
        for (Part part : parts) {
            Object value = part.value(arguments, result);
            Collection<?> values =
                    value == null ? List.of() : value instanceof Collection<?> all ? all : List.of(value);
            List<String> longer = new ArrayList<>();
            for (String text : texts) {
                values.forEach(each -> longer.add(text + each));
            }
            texts = longer;
        }
        return texts;
    }
}
