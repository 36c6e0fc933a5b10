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
package io.wellspring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.jspecify.annotations.Nullable;

/** Adds an integrator to those that the application provides by the same property. */
final class IntegratorProviders {

    private IntegratorProviders() {}

    /** @param provider the application's provider: an object, a class, or the name of one; null if it has none */
    static IntegratorProvider with(Integrator added, @Nullable Object provider) {
        if (provider == null) {
            return () -> List.of(added);
        }
        IntegratorProvider theirs = Instances.of(provider, IntegratorProvider.class);
        return () -> {
            List<Integrator> all = new ArrayList<>(theirs.getIntegrators());
            all.add(added);
            return all;
        };
    }
}
