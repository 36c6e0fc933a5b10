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
package io.wellspring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which entries of a {@link ReadThrough} method a changed entity invalidates, so that no others fall with it.
 *
 * <p>The key is evaluated against the entity as it was before the change, and as it is after it: what moves from one list to
 * another invalidates both. Without this annotation a change of a type that a result is computed from invalidates all
 * entries of the cache.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Repeatable(InvalidatedBy.List.class)
public @interface InvalidatedBy {

    /** The type of the entity. A change of its subtypes counts too. */
    Class<?> entity();

    /**
     * A SpEL expression over {@code #entity} that gives the argument of the method whose entry falls; a list of all of them
     * where the method has several ({@code {#entity.category.name, #entity.size}}); the key itself where {@link
     * ReadThrough#key()} is set. A collection that the method does not take as it is, as {@code #entity.tags.![name]}, gives
     * several entries.
     *
     * <p>Evaluated before the commit, in the transaction that changes the entity. Where that fails, and where the state before
     * the change is not known, as for a bulk statement, all entries of the cache fall.
     */
    String key();

    /** Several of them. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @Documented
    @interface List {
        InvalidatedBy[] value();
    }
}
