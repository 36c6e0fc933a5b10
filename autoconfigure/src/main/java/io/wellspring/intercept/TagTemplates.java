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
import java.util.Objects;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** The tags of one method: texts with expressions over a call and its result. */
final class TagTemplates {

    private static final Log logger = LogFactory.getLog(TagTemplates.class);

    /** A part of a text: itself, or what an expression gives. */
    @FunctionalInterface
    interface Part {
        @Nullable
        Object value(@Nullable Object[] arguments, @Nullable Object result);
    }

    private final List<List<Part>> templates;
    private final String method;
    private volatile boolean warned;

    /** @param method names the method for people */
    TagTemplates(List<List<Part>> templates, String method) {
        this.templates = templates;
        this.method = method;
    }

    /** Returns the tags of a result; null where they cannot be told. */
    String @Nullable [] of(@Nullable Object[] arguments, @Nullable Object result) {
        try {
            Set<String> tags = new LinkedHashSet<>();
            templates.forEach(parts -> tags.addAll(expand(parts, arguments, result)));
            return tags.toArray(String[]::new);
        } catch (RuntimeException e) {
            if (!warned) {
                warned = true;
                logger.warn("A tag of " + method + " could not be evaluated: " + e.getMessage()
                        + ". Such results are not stored. Write ?. where a value may be missing.");
            }
            return null;
        }
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
                values.stream().filter(Objects::nonNull).forEach(each -> longer.add(text + each));
            }
            texts = longer;
        }
        return texts;
    }
}
