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

import java.util.Set;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the endpoint shows.
 *
 * @param showValues when the value of an entry is shown
 * @param roles the roles of which a user needs one to see values that are shown when authorized; any user that is
 *     authenticated does if there are none
 */
@ConfigurationProperties("management.endpoint.cache")
public record CacheEndpointProperties(Show showValues, Set<String> roles) {

    public CacheEndpointProperties {
        showValues = WellspringProperties.or(showValues, Show.NEVER);
        roles = WellspringProperties.or(roles, Set.of());
    }
}
