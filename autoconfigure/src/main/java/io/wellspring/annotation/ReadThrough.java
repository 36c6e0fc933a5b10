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
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;

/**
 * Answers calls of a method from a cache, and runs the method only for what the cache does not hold.
 *
 * <p>Stands on a method of any bean, or on a method of a Spring Data repository interface. All callers of one key share
 * one run of the method; an exception reaches all of them as it was thrown and is not cached. {@code null}, and an empty
 * {@link java.util.Optional}, are cached as absent.
 *
 * <p>Refused at start-up: {@code private}, {@code static}, {@code final} and {@code void} methods.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface ReadThrough {

    /** The name of the cache; by default {@code <SimpleTypeName>.<method>}. */
    @AliasFor("cache")
    String value() default "";

    /** The name of the cache; by default {@code <SimpleTypeName>.<method>}. */
    @AliasFor("value")
    String cache() default "";

    /**
     * A SpEL expression over the arguments ({@code #name}, {@code #p0}, {@code #a0}) and {@code #root.args},
     * {@code #root.method}, {@code #root.targetClass}. By default all arguments make the key, arrays and collections by their
     * content.
     *
     * <p>On a method that takes a collection of keys and returns a collection of what there is for them, each element is an
     * entry of its own. There it is an expression over {@code #result}, an element, that gives its key; by default the id of an
     * entity, where the method finds by that, or the key in a map.
     */
    String key() default "";

    /** A SpEL expression over the arguments: where it is false, the call goes past the cache. */
    String condition() default "";

    /** A SpEL expression over the arguments and {@code #result}: where it is true, the result is not stored. */
    String unless() default "";

    /**
     * For how long an entry is fresh, as a duration ({@code 10m}, {@code PT10M}) or a placeholder ({@code ${my.ttl}}).
     * {@code wellspring.caches.<cache>.ttl} wins over it.
     */
    String ttl() default "";

    /**
     * For how long after that an entry is served while it is refreshed in the background, in the same notation. {@code
     * wellspring.caches.<cache>.stale-ttl} wins over it.
     */
    String staleTtl() default "";

    /**
     * The entity types that the result is computed from: a committed change of one of them through JPA invalidates it. By
     * default the entity types in the method's generic return type. What a load is seen to read comes to either, unless {@code
     * wellspring.caches.<cache>.dependencies=declared}.
     */
    Class<?>[] dependsOn() default {};

    /**
     * The groups that an entry belongs to, for {@code Invalidations.tag}: text with SpEL templates over the arguments and
     * {@code #result}, as {@code "user:#{#userId}"}. A template that gives a collection makes a tag of each element; one that
     * gives null makes none.
     */
    String[] tags() default {};
}
