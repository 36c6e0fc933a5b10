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
package io.wellspring.store;

/** The shared tier does not answer somebody who has to know. Reads never meet it: they go on without. */
public final class TierUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Says that it gives no answer that can be used.
     *
     * @param tier the name of the tier
     * @param reason why not
     */
    public TierUnavailableException(String tier, String reason) {
        super("The tier '" + tier + "' cannot be asked: " + reason);
    }
}
