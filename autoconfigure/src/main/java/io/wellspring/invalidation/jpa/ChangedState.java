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
package io.wellspring.invalidation.jpa;

import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** The state of an entity at some time, as an instance of its class that belongs to no session. */
final class ChangedState {

    private ChangedState() {}

    /** Returns the entity in a state; null where that is not known as a whole. */
    static @Nullable Object of(
            EntityPersister persister,
            Object id,
            @Nullable Object @Nullable [] state,
            SharedSessionContractImplementor session) {
        if (state == null) {
            return null;
        }
        for (Object value : state) {
            if (value == LazyPropertyInitializer.UNFETCHED_PROPERTY) {
                return null;
            }
        }
        Object entity = persister.getRepresentationStrategy().getInstantiator().instantiate();
        persister.setIdentifier(entity, id, session);
        persister.setValues(entity, state);
        return entity;
    }
}
