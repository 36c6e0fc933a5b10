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

import io.wellspring.engine.ReadThroughCaches;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.util.ClassUtils;

/**
 * An application with 50 methods that bear Wellspring's annotation and Spring's, for {@link StartUp}. Runs without the starter
 * too: the JVM ignores annotations whose class is missing.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableJpaRepositories(
        considerNestedRepositories = true,
        includeFilters =
                @Filter(
                        type = FilterType.ASSIGNABLE_TYPE,
                        classes = {
                            FiftyQueries.OfArticles.class,
                            FiftyQueries.OfMakers.class,
                            FiftyQueries.OfCountries.class,
                            FiftyQueries.OfCustomers.class
                        }))
class FiftyMethods {

    static final int COUNT = 50;

    /** What it prints once it has started; a summary follows. */
    static final String STARTED = "started";

    /** Whether Spring's own annotations are acted upon. */
    static final String CACHEABLE = "fifty.cacheable";

    public static void main(String[] arguments) {
        try (ConfigurableApplicationContext application = Applications.start(FiftyMethods.class)) {
            System.out.println(STARTED);
            System.out.println(
                    summary(caches(application), AopUtils.isAopProxy(application.getBean(FiftyComputations.class))));
        }
    }

    static String summary(int caches, boolean advised) {
        return caches + " caches, " + (advised ? "advised" : "not advised");
    }

    private static int caches(ApplicationContext application) {
        boolean known =
                ClassUtils.isPresent("io.wellspring.engine.ReadThroughCaches", FiftyMethods.class.getClassLoader());
        return known ? application.getBean(ReadThroughCaches.class).names().size() : 0;
    }

    /** Of the instance, as most are: so Spring generates a class for the configuration, and its generator is not counted as ours. */
    @Bean
    FiftyComputations computations() {
        return new FiftyComputations();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableCaching
    @ConditionalOnBooleanProperty(CACHEABLE)
    static class Caching {}
}
