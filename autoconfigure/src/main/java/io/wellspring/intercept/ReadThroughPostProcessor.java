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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Puts the cache before the annotated methods of each bean: into the proxy that the bean has already, as a repository does,
 * or into one of its own.
 */
public final class ReadThroughPostProcessor implements BeanPostProcessor, Ordered {

    private static final String TRANSACTION_ADVICE =
            "org.springframework.transaction.interceptor.TransactionInterceptor";

    private final Supplier<ReadThroughCatalogue> catalogue;

    /** @param catalogue asked for when the first annotated bean comes; its caches are declared by then */
    public ReadThroughPostProcessor(Supplier<ReadThroughCatalogue> catalogue) {
        this.catalogue = catalogue;
    }

    /** Last, so that the cache stands before what the others put there. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (bean instanceof AopInfrastructureBean) {
            return bean;
        }
        List<CachedMethod> methods = new ArrayList<>();
        for (Class<?> type : typesOf(bean)) {
            if (AnnotatedMethods.anyOf(type)) {
                methods.addAll(catalogue.get().methodsOf(beanName, type));
            }
        }
        return methods.isEmpty() ? bean : advised(bean, methods);
    }

    private static Set<Class<?>> typesOf(Object bean) {
        Set<Class<?>> types = new LinkedHashSet<>();
        if (Proxy.isProxyClass(bean.getClass())) {
            types.addAll(ClassUtils.getAllInterfacesAsSet(bean));
        }
        // The interfaces of a class come with it; a proxy without a class behind it has nothing but interfaces.
        Class<?> target = AopUtils.getTargetClass(bean);
        if (!Proxy.isProxyClass(target)) {
            types.removeIf(type -> type.isAssignableFrom(target));
            types.add(ClassUtils.getUserClass(target));
        }
        return types;
    }

    private Object advised(Object bean, List<CachedMethod> methods) {
        Uncached uncached = new Uncached();
        if (bean instanceof Advised advised && !advised.isFrozen()) {
            int position = positionIn(advised);
            methods.forEach(method -> advised.addAdvisor(position, advisor(method, uncached)));
            return bean;
        }
        ProxyFactory factory = new ProxyFactory(bean);
        boolean extensible = !Modifier.isFinal(bean.getClass().getModifiers()) && !Proxy.isProxyClass(bean.getClass());
        factory.setProxyTargetClass(extensible);
        List<ReadThroughAdvisor> advisors =
                methods.stream().map(method -> advisor(method, uncached)).toList();
        advisors.forEach(factory::addAdvisor);
        // Spring then looks up once, and not at each call, what a method is advised with. Later advice of others gets a
        // proxy of its own around this one.
        factory.setFrozen(true);
        Object proxy = factory.getProxy(bean.getClass().getClassLoader());
        HitsFirst.install(proxy, method -> interceptor(method, bean.getClass(), advisors));
        return proxy;
    }

    /** Returns what reads a method's cache by one key; null where nothing does. */
    private static @Nullable ReadThroughInterceptor interceptor(
            Method method, Class<?> type, List<ReadThroughAdvisor> advisors) {
        return advisors.stream()
                .filter(advisor -> advisor.getPointcut().getMethodMatcher().matches(method, type))
                .findFirst()
                .map(advisor -> advisor.getAdvice() instanceof ReadThroughInterceptor interceptor ? interceptor : null)
                .orElse(null);
    }

    /**
     * The cache stands before transactions and whatever else has no order of its own, and behind what is ordered to come
     * before those: who may not call the method gets nothing from its cache either.
     */
    private static int positionIn(Advised advised) {
        Advisor[] advisors = advised.getAdvisors();
        int position = 0;
        while (position < advisors.length && comesBefore(advisors[position])) {
            position++;
        }
        return position;
    }

    private static boolean comesBefore(Advisor advisor) {
        return advisor instanceof Ordered ordered
                && ordered.getOrder() < LOWEST_PRECEDENCE
                && !advisor.getAdvice().getClass().getName().equals(TRANSACTION_ADVICE);
    }

    private ReadThroughAdvisor advisor(CachedMethod method, Uncached uncached) {
        Batch batch = method.operation().batch();
        return new ReadThroughAdvisor(
                method,
                batch == null ? new ReadThroughInterceptor(method) : new BatchReadInterceptor(method, batch),
                uncached);
    }
}
