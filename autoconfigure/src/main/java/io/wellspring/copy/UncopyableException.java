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

/** Thrown where a value holds an object that cannot be copied. */
public final class UncopyableException extends RuntimeException {

    /** @param part what they hold that cannot be copied */
    public UncopyableException(Class<?> type, String part) {
        super("Objects of " + type.getName() + " cannot be copied with " + part);
    }

    UncopyableException(Class<?> type) {
        super("Objects of " + type.getName() + " cannot be copied");
    }

    UncopyableException(Class<?> type, Throwable cause) {
        super("Objects of " + type.getName() + " cannot be copied", cause);
    }
}
