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
package io.wellspring.benchmarks;

import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** A method of a bean of a running application. */
record ApplicationLookup(ConfigurableApplicationContext application, LongFunction<? extends Object> method)
        implements Lookup {

    static <T> Lookup start(
            Class<?> configuration,
            Class<T> bean,
            Function<T, LongFunction<? extends Object>> method,
            String... properties) {
        ConfigurableApplicationContext application = Applications.start(configuration, properties);
        return new ApplicationLookup(application, method.apply(application.getBean(bean)));
    }

    @Override
    public @Nullable Object find(long id) {
        return method.apply(id);
    }

    @Override
    public void close() {
        application.close();
    }
}
