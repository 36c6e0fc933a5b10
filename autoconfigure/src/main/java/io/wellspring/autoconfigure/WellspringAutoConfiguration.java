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

import io.micrometer.observation.ObservationRegistry;
import io.wellspring.copy.Detacher;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Generations;
import io.wellspring.engine.Resources;
import io.wellspring.engine.Sequence;
import io.wellspring.engine.Transactions;
import io.wellspring.intercept.Entities;
import io.wellspring.intercept.ReadThroughCatalogue;
import io.wellspring.intercept.ReadThroughPostProcessor;
import io.wellspring.invalidation.Invalidations;
import io.wellspring.invalidation.PersistenceContexts;
import io.wellspring.invalidation.SpringTransactions;
import io.wellspring.observe.FreshnessProbes;
import io.wellspring.observe.ObservationTracer;
import io.wellspring.policy.CoarseTicker;
import io.wellspring.policy.Ticker;
import io.wellspring.springcache.SpringCacheNames;
import io.wellspring.springcache.WellspringCacheManager;
import io.wellspring.store.Fleet;
import io.wellspring.store.caffeine.CaffeineTier;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.thread.Threading;
import org.springframework.cache.CacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskExecutor;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * The caches of {@code @ReadThrough} and {@code @CacheLoader}, on the local tier, which serve Spring's own annotations too.
 *
 * <p>It comes after those of Spring Boot, and so do our others: their conditions look through fewer beans then, and our post-processor
 * comes after theirs. Only what would choose a cache manager waits for it.
 */
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@AutoConfiguration(beforeName = "org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration")
@EnableConfigurationProperties(WellspringProperties.class)
@ConditionalOnBooleanProperty(name = "wellspring.enabled", matchIfMissing = true)
public final class WellspringAutoConfiguration {

    /** The bean that the other configurations wait for, by its name: to look through all beans for its type takes longer. */
    static final String CACHES = "wellspringCaches";

    private static final String LOADS = "wellspringLoadExecutor";
    private static final String REFRESHES = "wellspringRefreshExecutor";
    private static final String TRANSACTIONS =
            "org.springframework.transaction.support.TransactionSynchronizationManager";
    private static final boolean TRANSACTIONS_PRESENT =
            ClassUtils.isPresent(TRANSACTIONS, WellspringAutoConfiguration.class.getClassLoader());

    private final WellspringProperties properties;
    private final ConfigurableListableBeanFactory beanFactory;
    private final Environment environment;

    WellspringAutoConfiguration(
            WellspringProperties properties, ConfigurableListableBeanFactory beanFactory, Environment environment) {
        this.properties = properties;
        this.beanFactory = beanFactory;
        this.environment = environment;
    }

    @Bean
    @ConditionalOnMissingBean
    static Ticker wellspringTicker() {
        return new CoarseTicker(Ticker.system());
    }

    @Bean
    static Sequence wellspringSequence(Ticker ticker, ObjectProvider<Fleet> fleet) {
        return new Sequence(ticker, available(fleet));
    }

    @Bean
    static Transactions wellspringTransactions(ObjectProvider<PersistenceContexts> contexts, Sequence invalidations) {
        Supplier<PersistenceContexts> known =
                SingletonSupplier.of(() -> contexts.getIfAvailable(() -> PersistenceContexts.NONE));
        return TRANSACTIONS_PRESENT ? new SpringTransactions(known, invalidations) : Transactions.NONE;
    }

    /** Tells what was read in an old transaction from what was read in a new one. */
    @Bean
    @ConditionalOnClass(name = TRANSACTIONS)
    static TransactionManagerPostProcessor wellspringTransactionManagerPostProcessor(
            ObjectProvider<Sequence> invalidations) {
        return new TransactionManagerPostProcessor(invalidations);
    }

    @Bean(name = LOADS, defaultCandidate = false)
    TaskExecutor wellspringLoadExecutor(ObjectProvider<TaskDecorator> decorators) {
        return CacheExecutors.forLoads(
                Threading.VIRTUAL.isActive(environment),
                decorators.orderedStream().toList());
    }

    @Bean(name = REFRESHES, defaultCandidate = false)
    TaskExecutor wellspringRefreshExecutor(ObjectProvider<TaskDecorator> decorators) {
        return CacheExecutors.forRefreshes(
                Threading.VIRTUAL.isActive(environment),
                properties.refresh(),
                decorators.orderedStream().toList());
    }

    @Bean
    ReadThroughCatalogue wellspringCatalogue() {
        return new ReadThroughCatalogue(beanFactory, environment);
    }

    @Bean
    SettingsResolver wellspringSettings(ReadThroughCatalogue catalogue, ObjectProvider<Detacher> detachers) {
        return new SettingsResolver(
                properties, catalogue, detachers.orderedStream().toList());
    }

    @Bean(name = CACHES)
    CacheRegistry wellspringCaches(
            ReadThroughCatalogue catalogue,
            Ticker ticker,
            Sequence invalidations,
            SettingsResolver settings,
            Transactions transactions,
            ObjectProvider<Fleet> fleet,
            ObjectProvider<ObservationRegistry> observations,
            @Qualifier(LOADS) TaskExecutor loads,
            @Qualifier(REFRESHES) ObjectProvider<TaskExecutor> refreshes) {
        Fleet nodes = available(fleet);
        String named = properties.refresh().executor();
        Executor refreshExecutor = named == null ? refreshes.getObject() : CacheExecutors.named(beanFactory, named);
        Resources resources = new Resources(
                ticker,
                InstantSource.system(),
                () -> ThreadLocalRandom.current().nextDouble(),
                new TransactionAwareExecutor(loads, transactions::inSnapshot),
                refreshExecutor,
                new Entities(),
                transactions,
                new Generations(invalidations),
                nodes,
                new ObservationTracer(
                        SingletonSupplier.of(() -> observations.getIfAvailable(() -> ObservationRegistry.NOOP))));
        SpringCacheNames springCaches = SpringCacheNames.in(beanFactory);
        SharedTiers sharedTiers = new SharedTiers(
                nodes,
                settings,
                cache -> Stream.concat(catalogue.resultsOf(cache).stream(), springCaches.resultsOf(cache).stream())
                        .toList());
        CacheRegistry registry = new CacheRegistry(
                resources,
                settings::of,
                decided -> new CaffeineTier(decided.maximumSize()),
                sharedTiers::of,
                (text, type) -> conversionService().convert(text, type));
        catalogue.declareIn(registry);
        Stream.concat(
                        springCaches.all().stream(),
                        Binder.get(environment)
                                .bind("spring.cache.cache-names", String[].class)
                                .map(Stream::of)
                                .orElseGet(Stream::empty))
                .forEach(registry::declare);
        return registry;
    }

    /** There unless the application has a cache manager, or chooses one of Spring Boot's. */
    @Bean
    @ConditionalOnMissingBean(CacheManager.class)
    // Spring Boot knows no such type: one is chosen, or none.
    @ConditionalOnProperty(name = "spring.cache.type", havingValue = "wellspring", matchIfMissing = true)
    WellspringCacheManager cacheManager(CacheRegistry registry) {
        return new WellspringCacheManager(registry);
    }

    @Bean
    CachesValidator wellspringCachesValidator(
            SettingsResolver settings, ReadThroughCatalogue catalogue, CacheRegistry registry) {
        return new CachesValidator(properties, settings, catalogue, registry);
    }

    @Bean
    FreshnessProbes wellspringFreshness(CacheRegistry registry, SettingsResolver settings) {
        return new FreshnessProbes(registry, settings::freshnessOf);
    }

    @Bean
    Invalidations wellspringInvalidations(CacheRegistry registry, Transactions transactions) {
        return new Invalidations(registry, transactions instanceof SpringTransactions spring ? spring : null);
    }

    @Bean
    static ReadThroughPostProcessor wellspringPostProcessor(
            ObjectProvider<CacheRegistry> registry, ObjectProvider<ReadThroughCatalogue> catalogue) {
        return new ReadThroughPostProcessor(() -> {
            registry.getObject();
            return catalogue.getObject();
        });
    }

    private static Fleet available(ObjectProvider<Fleet> fleet) {
        return fleet.getIfAvailable(() -> Fleet.ALONE);
    }

    private ConversionService conversionService() {
        ConversionService own = beanFactory.getConversionService();
        return own != null ? own : ApplicationConversionService.getSharedInstance();
    }
}
