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
import org.aopalliance.aop.Advice;
import org.springframework.aop.Pointcut;
import org.springframework.aop.PointcutAdvisor;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.BridgeMethodResolver;

/**
 * The advice of one method of one bean. With an advisor per method the proxy finds the definition where it finds the advice,
 * and a call looks nothing up.
 */
final class ReadThroughAdvisor implements PointcutAdvisor {

    private final Advice advice;
    private final Pointcut pointcut;
    private final Uncached uncached;

    ReadThroughAdvisor(CachedMethod method, Advice advice, Uncached uncached) {
        this.advice = advice;
        this.pointcut = new MethodPointcut(method.operation().method());
        this.uncached = uncached;
    }

    Uncached uncached() {
        return uncached;
    }

    @Override
    public Pointcut getPointcut() {
        return pointcut;
    }

    @Override
    public Advice getAdvice() {
        return advice;
    }

    private static final class MethodPointcut extends StaticMethodMatcherPointcut {

        private final Method method;

        MethodPointcut(Method method) {
            this.method = method;
        }

        @Override
        public boolean matches(Method candidate, Class<?> targetClass) {
            // A call may name the method of an interface, or the bridge to it.
            return method.equals(BridgeMethodResolver.findBridgedMethod(candidate))
                    || method.equals(AopUtils.getMostSpecificMethod(candidate, targetClass));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof MethodPointcut that && method.equals(that.method);
        }

        @Override
        public int hashCode() {
            return method.hashCode();
        }
    }
}
