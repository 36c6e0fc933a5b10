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

import java.lang.reflect.Field;

/** Knows objects that belong to a persistence context, and what stands for them outside of it. */
public interface Detacher {

    /** Whether objects of this type are its business. Asked once per type. */
    boolean handles(Class<?> type);

    /** Whether a field of an object that nobody handles is to be copied. */
    default boolean copies(Field field) {
        return true;
    }

    /**
     * Returns what stands for the object in a copy.
     *
     * @param object an object of a type that it handles
     * @param copying copies what the object refers to
     */
    Object detach(Object object, Copying copying);
}
