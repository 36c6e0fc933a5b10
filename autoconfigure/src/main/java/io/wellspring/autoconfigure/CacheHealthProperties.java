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

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the health of the caches says of the application.
 *
 * @param enabled whether it is told
 * @param downWhenOut whether the application is down while a tier is out, and not just slower
 */
@ConfigurationProperties("management.health.cache")
public record CacheHealthProperties(Boolean enabled, Boolean downWhenOut) {

    public CacheHealthProperties {
        enabled = WellspringProperties.or(enabled, true);
        downWhenOut = WellspringProperties.or(downWhenOut, false);
    }
}
