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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wellspring.annotation.ReadThrough;
import io.wellspring.autoconfigure.WellspringAutoConfiguration;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.FakeTicker;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Scope;
import org.springframework.core.Ordered;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What calls of annotated methods do, on beans of every kind. */
class ReadThroughMethodsTests {

    record Item(String name, int call) {}

    static class Items {

        final AtomicInteger calls = new AtomicInteger();

        @ReadThrough("one")
        public Item one(long id) {
            return new Item("one " + id, calls.incrementAndGet());
        }

        @ReadThrough("two")
        public Item two(String a, String b) {
            return new Item(a + "/" + b, calls.incrementAndGet());
        }

        @ReadThrough("array")
        public Item array(int[] ids) {
            return new Item(Arrays.toString(ids), calls.incrementAndGet());
        }

        @ReadThrough("list")
        public Item list(Collection<Long> ids) {
            return new Item(ids.toString(), calls.incrementAndGet());
        }

        @ReadThrough("none")
        public Item none() {
            return new Item("none", calls.incrementAndGet());
        }

        @ReadThrough("shared")
        public Item shared(long id) {
            return new Item("long " + id, calls.incrementAndGet());
        }

        @ReadThrough("shared")
        public Item shared(String id) {
            return new Item("text " + id, calls.incrementAndGet());
        }

        @ReadThrough("shared")
        public Item other(long id) {
            return new Item("other " + id, calls.incrementAndGet());
        }

        @ReadThrough
        public Item unnamed(long id) {
            return new Item("unnamed " + id, calls.incrementAndGet());
        }

        @ReadThrough(cache = "maybe", condition = "#id > 10", unless = "#result == null || #result.name == 'one 13'")
        public Item maybe(long id) {
            calls.incrementAndGet();
            return id == 12 ? null : new Item("one " + id, calls.get());
        }

        @ReadThrough(value = "keyed", key = "#item.name.toUpperCase()")
        public Item keyed(Item item) {
            return new Item(item.name(), calls.incrementAndGet());
        }

        @ReadThrough(value = "plain", key = "#second")
        public Item plain(String first, String second) {
            return new Item(first, calls.incrementAndGet());
        }

        @ReadThrough("optional")
        public Optional<Item> optional(long id) {
            calls.incrementAndGet();
            return id < 0 ? Optional.empty() : Optional.of(new Item("optional", calls.get()));
        }

        @ReadThrough("nothing")
        public Item nothing(long id) {
            calls.incrementAndGet();
            return null;
        }

        @ReadThrough("failing")
        public Item failing(long id) throws IOException {
            throw new IOException("call " + calls.incrementAndGet());
        }

        @ReadThrough("future")
        public CompletableFuture<Item> future(long id) {
            return CompletableFuture.supplyAsync(() -> new Item("future", calls.incrementAndGet()));
        }

        @ReadThrough("mono")
        public Mono<Item> mono(long id) {
            return Mono.fromSupplier(() -> new Item("mono", calls.incrementAndGet()));
        }

        @ReadThrough("flux")
        public Flux<Integer> flux(long id) {
            return Flux.defer(() -> Flux.just(calls.incrementAndGet(), 2, 3));
        }

        @ReadThrough("list-of-mutable")
        public List<List<String>> mutable(long id) {
            calls.incrementAndGet();
            return new ArrayList<>(List.of(new ArrayList<>(List.of("a"))));
        }

        public int calls() {
            return calls.get();
        }

        public Item selfInvocation(long id) {
            return one(id);
        }
    }

    interface Declared {
        @ReadThrough("declared")
        Item find(long id);

        @ReadThrough("default")
        default Item byDefault(long id) {
            return find(id);
        }
    }

    static final class FinalImplementation implements Declared {
        final AtomicInteger calls = new AtomicInteger();

        @Override
        public Item find(long id) {
            return new Item("declared", calls.incrementAndGet());
        }
    }

    @Scope("prototype")
    static class Prototype {
        private final int instance;
        private static final AtomicInteger INSTANCES = new AtomicInteger();

        Prototype() {
            instance = INSTANCES.incrementAndGet();
        }

        @ReadThrough("prototype")
        public int find(long id) {
            return instance;
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WellspringAutoConfiguration.class))
            .withBean(Items.class);

    private void run(Consumer<Items> test) {
        runner.run(context -> {
            assertThat(context).hasNotFailed();
            test.accept(context.getBean(Items.class));
        });
    }

    @Test
    void theSecondCallIsAnsweredFromTheCache() {
        run(items -> {
            Item first = items.one(1);
            assertThat(items.one(1)).isSameAs(first);
            assertThat(items.one(2)).isNotEqualTo(first);
        });
    }

    @Test
    void argumentsDoNotCollide() {
        run(items -> {
            assertThat(items.two("a", "b")).isNotEqualTo(items.two("b", "a"));
            assertThat(items.two("a,b", "c")).isNotEqualTo(items.two("a", "b,c"));
            assertThat(items.two(null, "x")).isNotEqualTo(items.two("x", null));
            assertThat(items.two("a", "b")).isEqualTo(items.two("a", "b"));
        });
    }

    @Test
    void methodsAndOverloadsOfOneCacheDoNotCollide() {
        run(items -> {
            assertThat(items.shared(1).name()).isEqualTo("long 1");
            assertThat(items.shared("1").name()).isEqualTo("text 1");
            assertThat(items.other(1).name()).isEqualTo("other 1");
            assertThat(items.shared(1).call()).isEqualTo(1);
        });
    }

    interface Source<T> {
        @ReadThrough
        T find(long id);

        @ReadThrough("common")
        T common(long id);
    }

    static class Left implements Source<String> {
        @Override
        public String find(long id) {
            return "left";
        }

        @Override
        public String common(long id) {
            return "left";
        }
    }

    static class Right implements Source<String> {
        @Override
        public String find(long id) {
            return "right";
        }

        @Override
        public String common(long id) {
            return "right";
        }
    }

    @Test
    void beansThatInheritTheAnnotationDoNotCollide() {
        runner.withBean(Left.class).withBean(Right.class).run(context -> {
            assertThat(context.getBean(Left.class).find(1)).isEqualTo("left");
            assertThat(context.getBean(Right.class).find(1)).isEqualTo("right");
            assertThat(context.getBean(Left.class).common(1)).isEqualTo("left");
            assertThat(context.getBean(Right.class).common(1)).isEqualTo("right");
            assertThat(context.getBean(Left.class).common(1)).isEqualTo("left");
        });
    }

    static class Guard implements MethodInterceptor, Ordered {
        static final ThreadLocal<Boolean> ALLOWED = ThreadLocal.withInitial(() -> false);

        @Override
        public int getOrder() {
            return 500;
        }

        @Override
        public Object invoke(MethodInvocation invocation) throws Throwable {
            if (!ALLOWED.get()) {
                throw new SecurityException("denied");
            }
            return invocation.proceed();
        }
    }

    /** Comes before the cache's own, as the creators of Spring's proxies do. */
    static class GuardProcessor implements BeanPostProcessor, Ordered {
        @Override
        public int getOrder() {
            return HIGHEST_PRECEDENCE;
        }

        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            if (!(bean instanceof Items)) {
                return bean;
            }
            ProxyFactory factory = new ProxyFactory(bean);
            factory.setProxyTargetClass(true);
            factory.addAdvice(new Guard());
            return factory.getProxy();
        }
    }

    @Test
    void whoMayNotCallTheMethodGetsNothingFromItsCache() {
        runner.withBean(GuardProcessor.class)
                .withPropertyValues("wellspring.caches.one.stale-ttl=1h", "wellspring.defaults.ttl-jitter=0%")
                .withBean(FakeTicker.class)
                .run(context -> {
                    Items items = context.getBean(Items.class);
                    Guard.ALLOWED.set(true);
                    Item first = items.one(1);
                    Guard.ALLOWED.set(false);
                    assertThatThrownBy(() -> items.one(1)).isInstanceOf(SecurityException.class);
                    Guard.ALLOWED.set(true);
                    assertThat(items.one(1)).isSameAs(first);
                    context.getBean(FakeTicker.class).advance(Duration.ofMinutes(5));
                    items.one(1);
                    await().pollInSameThread()
                            .untilAsserted(() -> assertThat(items.one(1))
                                    .as("a refresh is nobody's call")
                                    .isNotSameAs(first));
                    Guard.ALLOWED.remove();
                });
    }

    @Test
    void arraysAndCollectionsAreKeysByTheirContent() {
        run(items -> {
            int[] ids = {1, 2};
            Item first = items.array(ids);
            assertThat(items.array(new int[] {1, 2})).isSameAs(first);
            ids[0] = 9;
            assertThat(items.array(new int[] {1, 2})).as("the key is a copy").isSameAs(first);
            assertThat(items.array(ids)).isNotSameAs(first);
            List<Long> list = new ArrayList<>(List.of(1L));
            Item ofList = items.list(list);
            list.add(2L);
            assertThat(items.list(List.of(1L))).isSameAs(ofList);
            assertThat(items.list(list)).isNotSameAs(ofList);
        });
    }

    @Test
    void aMethodWithoutArgumentsHasOneEntry() {
        run(items -> assertThat(items.none()).isSameAs(items.none()));
    }

    @Test
    void aCacheIsNamedAfterItsMethod() {
        runner.run(context -> {
            context.getBean(Items.class).unnamed(1);
            assertThat(context.getBean(CacheRegistry.class)
                            .known("Items.unnamed")
                            .size())
                    .isEqualTo(1);
        });
    }

    @Test
    void conditionAndUnlessAreHeeded() {
        run(items -> {
            assertThat(items.maybe(5)).isNotSameAs(items.maybe(5));
            assertThat(items.maybe(11)).isSameAs(items.maybe(11));
            assertThat(items.maybe(13)).as("unless").isNotSameAs(items.maybe(13));
            int before = items.calls();
            items.maybe(12);
            items.maybe(12);
            assertThat(items.calls()).isEqualTo(before + 2);
        });
    }

    @Test
    void aKeyMayBeAnExpressionOrAPlainParameter() {
        run(items -> {
            Item first = items.keyed(new Item("a", 1));
            assertThat(items.keyed(new Item("A", 2))).isSameAs(first);
            assertThat(items.plain("x", "k")).isSameAs(items.plain("y", "k"));
        });
    }

    @Test
    void absenceIsCached() {
        run(items -> {
            assertThat(items.optional(1)).isPresent().isEqualTo(items.optional(1));
            assertThat(items.optional(-1)).isEmpty();
            assertThat(items.optional(-1)).isEmpty();
            assertThat(items.calls()).isEqualTo(2);
            assertThat(items.nothing(1)).isNull();
            assertThat(items.nothing(1)).isNull();
            assertThat(items.calls()).isEqualTo(3);
        });
    }

    @Test
    void aCheckedExceptionComesAsItIsAndIsNotCached() {
        run(items -> {
            assertThatThrownBy(() -> items.failing(1))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("call 1");
            assertThatThrownBy(() -> items.failing(1)).hasMessage("call 2");
        });
    }

    @Test
    void futuresAndPublishersAreCachedByTheirValues() {
        run(items -> {
            Item first = items.future(1).join();
            assertThat(items.future(1).join()).isSameAs(first);
            Mono<Item> mono = items.mono(1);
            int before = items.calls();
            Item fromMono = mono.block();
            assertThat(items.calls())
                    .as("nothing runs before somebody subscribes")
                    .isEqualTo(before + 1);
            assertThat(items.mono(1).block()).isSameAs(fromMono);
            assertThat(mono.block()).isSameAs(fromMono);
            List<Integer> elements = items.flux(1).collectList().block();
            assertThat(items.flux(1).collectList().block()).isEqualTo(elements).hasSize(3);
        });
    }

    @Test
    void noCallerChangesWhatTheNextOneGets() {
        run(items -> {
            items.mutable(1).get(0).add("added by the one who loaded");
            List<List<String>> hit = items.mutable(1);
            assertThat(hit).containsExactly(List.of("a"));
            hit.get(0).add("added by one who hit");
            hit.clear();
            assertThat(items.mutable(1)).containsExactly(List.of("a"));
            assertThat(items.calls()).isEqualTo(1);
        });
    }

    @Test
    void selfInvocationGoesPastTheCache() {
        run(items -> assertThat(items.selfInvocation(1)).isNotSameAs(items.selfInvocation(1)));
    }

    @Test
    void anAnnotationOnAnInterfaceCountsForAFinalClass() {
        runner.withBean(FinalImplementation.class).run(context -> {
            Declared declared = context.getBean(Declared.class);
            assertThat(declared.find(1)).isSameAs(declared.find(1));
            assertThat(declared.byDefault(1)).isSameAs(declared.byDefault(1));
        });
    }

    @Test
    void aBeanThatHidesItsTypeIsReadWhenItIsMade() {
        runner.withBean("hidden", Object.class, FinalImplementation::new).run(context -> {
            Declared declared = (Declared) context.getBean("hidden");
            assertThat(declared.find(1)).isSameAs(declared.find(1));
        });
    }

    @Test
    void aProxyWithoutAClassBehindItIsReadByItsInterfaces() {
        runner.withBean("declared", Declared.class, ReadThroughMethodsTests::client)
                .withBean("hidden", Object.class, ReadThroughMethodsTests::client)
                .run(context -> {
                    Declared declared = context.getBean("declared", Declared.class);
                    assertThat(declared.find(1)).isSameAs(declared.find(1));
                    Declared hidden = (Declared) context.getBean("hidden");
                    assertThat(hidden.find(2)).isSameAs(hidden.find(2));
                });
    }

    private static Declared client() {
        return (Declared) Proxy.newProxyInstance(
                Declared.class.getClassLoader(),
                new Class<?>[] {Declared.class, Comparable.class},
                (proxy, method, arguments) -> method.getDeclaringClass() == Declared.class
                        ? new Item(method.getName(), 0)
                        : method.invoke("client", arguments));
    }

    @Test
    void instancesOfAPrototypeShareTheirCache() {
        runner.withBean(Prototype.class).run(context -> {
            int first = context.getBean(Prototype.class).find(1);
            assertThat(context.getBean(Prototype.class).find(1)).isEqualTo(first);
        });
    }

    @Test
    void beansWithoutTheAnnotationAreLeftAlone() {
        runner.withBean("plain", ArrayList.class)
                .run(context -> assertThat(context.getBean("plain")).isNotInstanceOf(Advised.class));
    }

    @Test
    void nothingIsCachedWhereTheLibraryIsSwitchedOff() {
        runner.withPropertyValues("wellspring.enabled=false").run((AssertableApplicationContext context) -> {
            Items items = context.getBean(Items.class);
            assertThat(items.one(1)).isNotSameAs(items.one(1));
            assertThat(context).doesNotHaveBean(CacheRegistry.class);
        });
    }

    @Test
    void aKeyReachesTheMethodThatLoadsItself() {
        runner.run(context -> {
            CacheRegistry caches = context.getBean(CacheRegistry.class);
            assertThat(caches.get("one:7")).isEqualTo(new Item("one 7", 1));
            assertThat(context.getBean(Items.class).one(7)).isEqualTo(new Item("one 7", 1));
            assertThat(caches.get("two:a\\,b,c")).isEqualTo(new Item("a,b/c", 2));
            assertThat(caches.get("shared:Items.shared(String):x")).isEqualTo(new Item("text x", 3));
            assertThat(caches.get("optional:1")).isEqualTo(new Item("optional", 4));
            assertThat((Object) context.getBean(Items.class).future(3).join())
                    .as("the value of a promise, asked for by its key")
                    .isEqualTo(caches.get("future:3"));
            assertThat(caches.cache("one", Long.class, Item.class).refresh(7L)).isEqualTo(new Item("one 7", 6));
        });
    }
}
