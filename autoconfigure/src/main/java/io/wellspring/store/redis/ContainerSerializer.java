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
package io.wellspring.store.redis;

import java.util.Comparator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.ser.std.DelegatingSerializer;

/** Writes a container only if what is read will be equal to it, and behave like it. */
final class ContainerSerializer extends DelegatingSerializer {

    static final String OTHER_ORDER = "a sorted container comes back in natural order, and this one has another:"
            + " declare a List, or a Set or Map, which keep the order of their elements";

    private final Predicate<Object> fit;
    private final String refusal;

    ContainerSerializer(ValueSerializer<?> delegate, Predicate<Object> fit, String refusal) {
        super(delegate);
        this.fit = fit;
        this.refusal = refusal;
    }

    static boolean isNatural(@Nullable Comparator<?> comparator) {
        return comparator == null || comparator.equals(Comparator.naturalOrder());
    }

    @Override
    protected ValueSerializer<Object> newDelegatingInstance(ValueSerializer<?> delegate) {
        return new ContainerSerializer(delegate, fit, refusal);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        if (!fit.test(value)) {
            context.reportMappingProblem(refusal);
        }
        super.serialize(value, generator, context);
    }
}
