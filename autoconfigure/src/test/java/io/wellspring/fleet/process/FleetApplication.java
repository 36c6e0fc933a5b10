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
package io.wellspring.fleet.process;

import jakarta.persistence.EntityManager;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The application that each process runs. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EntityScan(basePackageClasses = FleetApplication.class)
@EnableJpaRepositories(basePackageClasses = FleetApplication.class)
class FleetApplication {

    @Bean
    static Halt halt() {
        return new Halt();
    }

    @Bean
    static BeanPostProcessor watched(Halt halt) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source ? halt.watched(source) : bean;
            }
        };
    }

    @Bean
    Cold cold(EntityManager entityManager) {
        return new Cold(entityManager);
    }
}
