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

import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.AopUtils;

/**
 * One bean without its cache and without what stands before that: with its transactions and all advice behind the cache. A
 * load in the background is nobody's call, so what checks callers has no place before it. Made when it is first needed.
 */
final class Uncached {

    private volatile @Nullable Object view;

    /** Returns the view of a bean that another part of the application may know by a proxy. */
    static Object of(Object bean) throws Exception {
        if (!(bean instanceof Advised advised)) {
            return bean;
        }
        for (Advisor advisor : advised.getAdvisors()) {
            if (advisor instanceof ReadThroughAdvisor ours) {
                return ours.uncached().view(bean, advised);
            }
        }
        // A proxy before the proxy, as that of a scope.
        Object target = advised.getTargetSource().getTarget();
        return target == null ? bean : of(target);
    }

    private Object view(Object bean, Advised advised) {
        Object made = view;
        if (made == null) {
            // Two threads may both make one: either serves.
            made = withoutCache(bean, advised);
            view = made;
        }
        return made;
    }

    private static Object withoutCache(Object bean, Advised advised) {
        ProxyFactory factory = new ProxyFactory();
        factory.setTargetSource(advised.getTargetSource());
        factory.setInterfaces(advised.getProxiedInterfaces());
        factory.setProxyTargetClass(AopUtils.isCglibProxy(bean));
        factory.setExposeProxy(advised.isExposeProxy());
        boolean behind = false;
        for (Advisor advisor : advised.getAdvisors()) {
            if (advisor instanceof ReadThroughAdvisor) {
                behind = true;
            } else if (behind) {
                factory.addAdvisor(advisor);
            }
        }
        return factory.getProxy(bean.getClass().getClassLoader());
    }
}
