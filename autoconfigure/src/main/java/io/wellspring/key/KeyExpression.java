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
package io.wellspring.key;

import org.jspecify.annotations.Nullable;

/** Makes the key of a call; worked out once, at start-up, from an annotation. */
@FunctionalInterface
public interface KeyExpression {

    /** The key of all arguments. */
    KeyExpression ALL_ARGUMENTS = Keys::of;

    /** Returns the key of a call with these arguments. */
    Object key(@Nullable Object[] arguments);

    /**
     * Returns the expression for one of the arguments.
     *
     * @param type its declared type: whether it could still change is asked for each call only where that leaves it open
     */
    static KeyExpression argument(int index, Class<?> type) {
        return Keys.isItsOwnKey(type)
                ? arguments -> {
                    Object argument = arguments[index];
                    return argument == null ? NullKey.INSTANCE : argument;
                }
                : arguments -> Keys.of(arguments[index]);
    }

    /** Returns the expression for all arguments of one among several methods that share a cache. */
    static KeyExpression qualified(String method) {
        return arguments -> Keys.qualified(method, arguments);
    }
}
