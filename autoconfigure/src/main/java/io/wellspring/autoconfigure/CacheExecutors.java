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

import io.wellspring.engine.CacheDefinitionException;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;
import org.springframework.core.task.TaskExecutor;
import org.springframework.core.task.support.CompositeTaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Makes the executors of loads and refreshes. */
final class CacheExecutors {

    private CacheExecutors() {}

    /** As many threads as there are loads: each has a caller that waits for it. */
    static TaskExecutor forLoads(boolean virtual, List<TaskDecorator> decorators) {
        if (virtual) {
            return virtualThreads("wellspring-load-", decorators);
        }
        ThreadPoolTaskExecutor executor = threadPool("wellspring-load-", decorators);
        executor.setCorePoolSize(0);
        executor.setQueueCapacity(0);
        executor.initialize();
        return executor;
    }

    /** As many threads as the properties say; what finds neither a thread nor room in the queue is rejected. */
    static TaskExecutor forRefreshes(
            boolean virtual, WellspringProperties.Refresh properties, List<TaskDecorator> decorators) {
        SettingsResolver.positive("wellspring.refresh.threads", properties.threads(), 1);
        SettingsResolver.positive("wellspring.refresh.queue-capacity", properties.queueCapacity(), 0);
        if (virtual) {
            SimpleAsyncTaskExecutor executor = virtualThreads("wellspring-refresh-", decorators);
            executor.setConcurrencyLimit(properties.threads() + properties.queueCapacity());
            executor.setRejectTasksWhenLimitReached(true);
            return executor;
        }
        ThreadPoolTaskExecutor executor = threadPool("wellspring-refresh-", decorators);
        executor.setCorePoolSize(properties.threads());
        executor.setMaxPoolSize(properties.threads());
        executor.setAllowCoreThreadTimeOut(true);
        executor.setQueueCapacity(properties.queueCapacity());
        executor.initialize();
        return executor;
    }

    /** Returns the application's own executor for refreshes. */
    static TaskExecutor named(BeanFactory beanFactory, String name) {
        try {
            return beanFactory.getBean(name, TaskExecutor.class);
        } catch (NoSuchBeanDefinitionException | BeanNotOfRequiredTypeException e) {
            throw new CacheDefinitionException(
                    "The property wellspring.refresh.executor names '" + name + "', which is no TaskExecutor bean.",
                    "Name a bean of type TaskExecutor, or remove the property.");
        }
    }

    private static SimpleAsyncTaskExecutor virtualThreads(String prefix, List<TaskDecorator> decorators) {
        SimpleAsyncTaskExecutor executor = new SimpleAsyncTaskExecutor(prefix);
        executor.setVirtualThreads(true);
        executor.setTaskDecorator(new CompositeTaskDecorator(decorators));
        return executor;
    }

    private static ThreadPoolTaskExecutor threadPool(String prefix, List<TaskDecorator> decorators) {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setThreadNamePrefix(prefix);
        executor.setDaemon(true);
        executor.setTaskDecorator(new CompositeTaskDecorator(decorators));
        return executor;
    }
}
