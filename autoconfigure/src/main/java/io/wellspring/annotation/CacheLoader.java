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

/**
 * Marks the bean method that the cache runs on a miss.
 *
 * <p>The method has one of these forms, where {@code V} may be wrapped in an {@code Optional}, a {@code CompletableFuture}
 * or a {@code Mono}:
 *
 * <pre>{@code
 * V load(K key)
 * V load(K key, LoadContext<V> context)
 * Map<K, V> loadAll(Collection<K> keys)
 * }</pre>
 *
 * <p>The cache runs it, also in the background and for several callers at once: its result may depend on the key alone,
 * not on what is bound to the calling thread.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface CacheLoader {

    /**
     * The cache, or a pattern of its keys: {@code product}, {@code product:*} and {@code product:eu-*}. Where several fit a
     * key, the one with the most literal characters loads it.
     */
    String value();
}
