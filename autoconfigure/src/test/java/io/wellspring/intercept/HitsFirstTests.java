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

import io.wellspring.annotation.ReadThrough;
import io.wellspring.autoconfigure.WellspringAutoConfiguration;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.CacheStatistics;
import io.wellspring.engine.ReadThroughCaches;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.aopalliance.intercept.MethodInterceptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.AopInvocationException;
import org.springframework.aop.framework.AbstractAdvisingBeanPostProcessor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.persistence.autoconfigure.PersistenceExceptionTranslationAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.dao.annotation.PersistenceExceptionTranslationAdvisor;
import org.springframework.stereotype.Repository;

/** What a proxy of the cache does on a hit. */
class HitsFirstTests {

    /** Whether there was an invocation of Spring's when the condition of a call was asked. */
    private static final List<Boolean> INVOCATIONS = new CopyOnWriteArrayList<>();

    public static boolean look() {
        INVOCATIONS.add(StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(frame -> frame.getClassName().endsWith("ReflectiveMethodInvocation"))));
        return true;
    }

    static class Items {

        private final AtomicInteger calls = new AtomicInteger();

        @ReadThrough(cache = "looked", condition = "T(io.wellspring.intercept.HitsFirstTests).look()")
        public String looked(long id) {
            return "item " + id;
        }

        @ReadThrough("count")
        public int count(long id) {
            return calls.incrementAndGet();
        }

        @ReadThrough("nothing")
        public String nothing(long id) {
            calls.incrementAndGet();
            return null;
        }

        @ReadThrough("near")
        String near(long id) {
            return "near " + calls.incrementAndGet();
        }

        @ReadThrough("far")
        protected String far(long id) {
            return "far " + calls.incrementAndGet();
        }

        int calls() {
            return calls.get();
        }
    }

    @Repository
    static class Shelf {

        @ReadThrough("book")
        public String find(long id) {
            return "book " + id;
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(WellspringAutoConfiguration.class))
            .withBean(Items.class);

    @BeforeEach
    void forget() {
        INVOCATIONS.clear();
    }

    @Test
    void springMakesNoInvocationOfAHit() {
        runner.run(context -> {
            Items items = context.getBean(Items.class);
            assertThat(items.looked(1)).isEqualTo("item 1");
            assertThat(INVOCATIONS).containsExactly(false, true);
            assertThat(items.looked(1)).isEqualTo("item 1");
            assertThat(INVOCATIONS).containsExactly(false, true, false);
        });
    }

    @Test
    void theCacheStandsBeforeWhatSpringBootPutsThereInOneProxy() {
        runner.withConfiguration(AutoConfigurations.of(PersistenceExceptionTranslationAutoConfiguration.class))
                .withBean(Shelf.class)
                .run(context -> {
                    Advised shelf = (Advised) context.getBean(Shelf.class);
                    assertThat(shelf.getAdvisors())
                            .extracting(Object::getClass)
                            .containsExactly(ReadThroughAdvisor.class, PersistenceExceptionTranslationAdvisor.class);
                    assertThat(shelf.getTargetSource().getTarget()).isExactlyInstanceOf(Shelf.class);
                });
    }

    @Test
    void aReadIsCountedOnce() {
        runner.run(context -> {
            Items items = context.getBean(Items.class);
            items.count(1);
            items.count(1);
            assertThat(items.nothing(1)).isNull();
            assertThat(items.nothing(1)).isNull();
            CacheStatistics counts = statistics(context, "count");
            assertThat(counts.misses()).isEqualTo(1);
            assertThat(counts.hits()).isEqualTo(1);
            CacheStatistics nothing = statistics(context, "nothing");
            assertThat(nothing.misses()).isEqualTo(1);
            assertThat(nothing.negativeHits()).isEqualTo(1);
            assertThat(items.calls()).isEqualTo(2);
        });
    }

    @Test
    void methodsThatAreNotPublicHaveTheirCachesToo() {
        runner.run(context -> {
            Items items = context.getBean(Items.class);
            for (int i = 0; i < 3; i++) {
                assertThat(items.near(1)).isEqualTo("near 1");
                assertThat(items.far(1)).isEqualTo("far 2");
            }
        });
    }

    @Test
    void anAbsenceIsNoNumber() {
        runner.run(context -> {
            Items items = context.getBean(Items.class);
            context.getBean(ReadThroughCaches.class)
                    .cache("count", Long.class, Integer.class)
                    .put(1L, null);
            assertThatThrownBy(() -> items.count(1)).isInstanceOf(AopInvocationException.class);
        });
    }

    @Test
    void adviceThatComesLaterIsAskedOnAHitToo() {
        AtomicInteger asked = new AtomicInteger();
        runner.withBean(Later.class, () -> new Later(new Advising(asked))).run(context -> {
            Items items = context.getBean(Items.class);
            assertThat(AopUtils.isAopProxy(items)).isTrue();
            assertThat(((Advised) items).isFrozen()).isFalse();
            assertThat(items.count(1)).isEqualTo(1);
            assertThat(items.count(1)).isEqualTo(1);
            assertThat(asked).hasValue(2);
        });
    }

    private static CacheStatistics statistics(AssertableApplicationContext context, String cache) {
        return context.getBean(CacheRegistry.class).find(cache).statistics();
    }

    /** Advises after everybody who has an order. */
    private record Later(BeanPostProcessor advising) implements BeanPostProcessor {

        @Override
        public Object postProcessAfterInitialization(Object bean, String beanName) {
            return advising.postProcessAfterInitialization(bean, beanName);
        }
    }

    private static final class Advising extends AbstractAdvisingBeanPostProcessor {

        Advising(AtomicInteger asked) {
            setProxyTargetClass(true);
            this.advisor = new DefaultPointcutAdvisor((MethodInterceptor) invocation -> {
                if (invocation.getMethod().getName().equals("count")) {
                    asked.incrementAndGet();
                }
                return invocation.proceed();
            });
        }

        @Override
        protected boolean isEligible(Class<?> targetClass) {
            return Items.class.isAssignableFrom(targetClass);
        }
    }
}
