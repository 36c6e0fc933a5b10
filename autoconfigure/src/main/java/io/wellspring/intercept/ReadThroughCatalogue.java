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
package io.wellspring.intercept;

import io.wellspring.engine.CacheDefinitionException;
import io.wellspring.engine.CacheLoaderDefinition;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Region;
import io.wellspring.key.KeyPattern;
import io.wellspring.key.KeyType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/**
 * What all beans say of caches, read once at start-up from their types; no bean is created for it. Beans that hide their type
 * are read when they are created.
 */
public final class ReadThroughCatalogue {

    private record Read(String beanName, Class<?> type, ReadThroughOperation operation) {

        /** Whether both are one method of related types, of which one hides the other. */
        boolean isAgain(Read other) {
            return operation.cache().equals(other.operation.cache())
                    && Methods.signature(operation.method()).equals(Methods.signature(other.operation.method()))
                    && areRelated(type, other.type);
        }
    }

    private record Load(String beanName, Class<?> type, CacheLoaderOperation operation) {

        /** Whether both are one method of one bean, by its class and by its interface. */
        boolean isAgain(Load other) {
            return beanName.equals(other.beanName)
                    && Methods.signature(operation.method()).equals(Methods.signature(other.operation.method()))
                    && areRelated(type, other.type);
        }
    }

    private final ConfigurableListableBeanFactory beanFactory;
    private final ReadThroughReader reader;
    private final List<Read> reads = new ArrayList<>();
    private final List<Read> declared = new ArrayList<>();
    private final List<Load> loads = new ArrayList<>();
    private final Set<Class<?>> scanned = new HashSet<>();
    private final Map<Class<?>, List<CachedMethod>> methods = new HashMap<>();
    private @Nullable CacheRegistry registry;

    /** @throws CacheDefinitionException where an annotation cannot work as it stands */
    public ReadThroughCatalogue(ConfigurableListableBeanFactory beanFactory, Environment environment) {
        this.beanFactory = beanFactory;
        this.reader = new ReadThroughReader(beanFactory, environment);
        for (String name : beanFactory.getBeanNamesForType(Object.class, true, false)) {
            Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : beanFactory.getType(name, false);
            if (type != null) {
                scan(name, ClassUtils.getUserClass(type));
            }
        }
    }

    /** Returns the names of the caches that annotations declare; each has something that loads it. */
    public synchronized Set<String> cacheNames() {
        Set<String> names = new TreeSet<>();
        reads.forEach(read -> names.add(read.operation().cache()));
        loads.forEach(load -> names.add(load.operation().pattern().cache()));
        return names;
    }

    /** Returns what the methods of a cache declare to return, each for one key. */
    public synchronized List<ResolvableType> resultsOf(String cache) {
        List<ResolvableType> results = new ArrayList<>();
        reads.stream()
                .filter(read -> read.operation().cache().equals(cache))
                .forEach(read -> results.add(read.operation().resultIn(read.type())));
        loads.stream()
                .filter(load -> load.operation().pattern().cache().equals(cache))
                .forEach(load -> results.add(load.operation().resultIn(load.type())));
        return results;
    }

    /** Returns the {@code ttl} that annotations give a cache; null where they give none. */
    public synchronized @Nullable Duration ttlOf(String cache) {
        return lifetimeOf(cache, "ttl", ReadThroughOperation::ttl);
    }

    /** Returns the {@code staleTtl} that annotations give a cache; null where they give none. */
    public synchronized @Nullable Duration staleTtlOf(String cache) {
        return lifetimeOf(cache, "staleTtl", ReadThroughOperation::staleTtl);
    }

    /**
     * Declares the caches, their loaders and their dependencies. Called once.
     *
     * @throws CacheDefinitionException where declarations contradict each other
     */
    public synchronized void declareIn(CacheRegistry registry) {
        this.registry = registry;
        loads.forEach(load -> declare(load, registry));
        reads.forEach(read -> declare(read, registry));
    }

    /** Returns the cached methods of a type, and reads it first if it was hidden so far. */
    synchronized List<CachedMethod> methodsOf(String beanName, Class<?> type) {
        if (!scanned.contains(type)) {
            CacheRegistry target = Objects.requireNonNull(registry, "declareIn comes first");
            int knownReads = reads.size();
            int knownLoads = loads.size();
            scan(beanName, type);
            loads.subList(knownLoads, loads.size()).forEach(load -> declare(load, target));
            reads.subList(knownReads, reads.size()).forEach(read -> declare(read, target));
        }
        return methods.getOrDefault(type, List.of());
    }

    private void scan(String beanName, Class<?> type) {
        AnnotatedMethods annotated = AnnotatedMethods.of(type);
        // Loaders count bean by bean: of two beans of one class, it cannot be known which is to load.
        annotated.loads().forEach((method, annotation) -> {
            Load load = new Load(beanName, type, CacheLoaderReader.read(method, type, annotation));
            if (loads.stream().noneMatch(load::isAgain)) {
                loads.add(load);
            }
        });
        if (!scanned.add(type)) {
            return;
        }
        annotated
                .reads()
                .forEach(
                        (method, declared) -> reads.add(new Read(beanName, type, reader.read(method, type, declared))));
    }

    private void declare(Load load, CacheRegistry target) {
        CacheLoaderOperation operation = load.operation();
        Region region = target.declare(operation.pattern().cache());
        MethodLoader loader = new MethodLoader(operation, bean(load.beanName()), region);
        region.loaders()
                .add(new CacheLoaderDefinition(
                        operation.pattern(),
                        true,
                        loader,
                        operation.batch() ? loader : null,
                        KeyType.of(operation.keyType()),
                        operation.description()));
        if (region.settings().infersDependencies()) {
            operation.entities().forEach(entity -> dependOn(region, entity, operation.byId(), ""));
        }
    }

    private void declare(Read read, CacheRegistry target) {
        Region region = target.declare(read.operation().cache());
        ReadThroughOperation operation = told(read, region);
        requireOwnLoads(operation, region);
        CachedMethod method = new CachedMethod(operation, region);
        methods.computeIfAbsent(read.type(), type -> new ArrayList<>()).add(method);
        boolean again = declared.stream().anyMatch(read::isAgain);
        declared.add(read);
        if (!again) {
            Batch batch = operation.batch();
            BatchCallLoader many = batch == null ? null : method.byKeys(batch, bean(read.beanName()));
            region.loaders()
                    .add(new CacheLoaderDefinition(
                            KeyPattern.parse(operation.cache()),
                            false,
                            many == null ? method.byKey(bean(read.beanName())) : many,
                            many,
                            operation.keyType(),
                            operation.description()));
        }
        operation.changeRules().forEach(rule -> region.dependOnState(rule.entity(), rule.keysOf(operation)));
        if (operation.declaresDependencies() || region.settings().infersDependencies()) {
            String qualifier =
                    operation.keyType() == null ? "" : operation.keyType().qualifier();
            operation.dependsOn().stream()
                    .filter(type -> operation.changeRules().stream()
                            .noneMatch(rule -> rule.entity().isAssignableFrom(type)))
                    .forEach(type -> dependOn(region, type, operation.byId(), qualifier));
        }
    }

    private static void dependOn(Region region, Class<?> type, boolean byId, String qualifier) {
        if (byId) {
            region.dependOnId(type, qualifier);
        } else {
            region.dependOn(type);
        }
    }

    /** Tells the keys of a method from those of others that share its cache, unless they are meant to be the same. */
    private ReadThroughOperation told(Read read, Region region) {
        ReadThroughOperation operation = read.operation();
        if (operation.explicitKey() && operation.batch() == null) {
            return operation;
        }
        List<CacheLoaderDefinition> dedicated = region.loaders().all().stream()
                .filter(CacheLoaderDefinition::dedicated)
                .toList();
        if (!dedicated.isEmpty()) {
            requireKeysOf(dedicated, operation);
            return operation;
        }
        // The keys of a method that takes many are those of the one that takes one.
        boolean alone = operation.batch() != null
                || reads.stream()
                        .filter(other -> other.operation().cache().equals(operation.cache())
                                && !other.operation().explicitKey())
                        .allMatch(other -> read.isAgain(other)
                                || (operation.byId() && !other.operation().byId()));
        return alone
                ? operation
                : operation.qualified(read.type().getSimpleName() + "." + Methods.signature(operation.method()));
    }

    private static boolean areRelated(Class<?> one, Class<?> other) {
        return one.isAssignableFrom(other) || other.isAssignableFrom(one);
    }

    private static void requireKeysOf(List<CacheLoaderDefinition> loaders, ReadThroughOperation operation) {
        KeyType keys = operation.keyType();
        boolean fit = keys == null
                || (keys.arguments().size() == 1
                        && loaders.stream()
                                .map(CacheLoaderDefinition::keyType)
                                .anyMatch(taken -> taken != null
                                        && taken.takes(keys.arguments().get(0))));
        if (!fit) {
            throw new CacheDefinitionException(
                    "The arguments of " + operation.description() + " make no key that the loader of its cache '"
                            + operation.cache() + "', " + loaders.get(0).description() + ", takes.",
                    "Give the method the loader's key as its only parameter, choose a key as in key = \"#id\", or name"
                            + " another cache.");
        }
    }

    /** Tags are made of a call, and a loader of keys has none. */
    private static void requireOwnLoads(ReadThroughOperation operation, Region region) {
        if (operation.tags() == null) {
            return;
        }
        region.loaders().all().stream()
                .filter(CacheLoaderDefinition::dedicated)
                .findFirst()
                .ifPresent(loader -> {
                    throw new CacheDefinitionException(
                            "@ReadThrough on " + operation.description() + " has tags, but " + loader.description()
                                    + " loads its cache '" + operation.cache() + "'.",
                            "Let the loader take a LoadContext and call its tags(...), or remove the loader.");
                });
    }

    private Supplier<Object> bean(String name) {
        return () -> beanFactory.getBean(name);
    }

    private @Nullable Duration lifetimeOf(
            String cache, String attribute, Function<ReadThroughOperation, @Nullable Duration> lifetime) {
        ReadThroughOperation first = null;
        for (Read read : reads) {
            ReadThroughOperation operation = read.operation();
            if (!operation.cache().equals(cache) || lifetime.apply(operation) == null) {
                continue;
            }
            if (first == null) {
                first = operation;
            } else if (!Objects.equals(lifetime.apply(first), lifetime.apply(operation))) {
                throw new CacheDefinitionException(
                        "Two methods give cache '" + cache + "' another " + attribute + ": " + first.description() + " "
                                + lifetime.apply(first) + " and " + operation.description() + " "
                                + lifetime.apply(operation) + ".",
                        "Let them agree, or set wellspring.caches." + cache + " instead.");
            }
        }
        return first == null ? null : lifetime.apply(first);
    }
}
