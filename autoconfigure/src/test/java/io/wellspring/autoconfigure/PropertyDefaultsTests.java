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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The defaults are written down twice: in the constructors, and in words in the metadata. */
class PropertyDefaultsTests {

    private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

    @ParameterizedTest
    @ValueSource(classes = {WellspringProperties.class, CacheEndpointProperties.class, CacheHealthProperties.class})
    void whatTheMetadataStatesIsWhatHoldsWhereNothingIsSet(Class<? extends Record> type) throws IOException {
        String prefix = prefixOf(type);
        Map<String, String> stated = stated(prefix);
        assertThat(stated).isNotEmpty();
        assertThat(bound(type, prefix, stated)).isEqualTo(bound(type, prefix, Map.of()));
    }

    @Test
    void aSettingLeavesTheOthersOfItsGroupAsTheyAre() {
        WellspringProperties properties =
                bound(WellspringProperties.class, "wellspring", Map.of("wellspring.redis.timeout", "70ms"));
        WellspringProperties standard = bound(WellspringProperties.class, "wellspring", Map.of());
        assertThat(properties.redis().timeout()).hasMillis(70);
        assertThat(properties.redis().heartbeat()).isEqualTo(standard.redis().heartbeat());
        assertThat(properties.redis().outbox()).isEqualTo(standard.redis().outbox());
        assertThat(properties.defaults()).isEqualTo(standard.defaults());
    }

    private static <T> T bound(Class<T> type, String prefix, Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
    }

    private static String prefixOf(Class<?> type) {
        ConfigurationProperties annotation =
                AnnotatedElementUtils.findMergedAnnotation(type, ConfigurationProperties.class);
        assertThat(annotation).isNotNull();
        return annotation.prefix();
    }

    /** Returns the defaults that the metadata states for the properties of a record, and not for what Spring Boot adds to them. */
    private static Map<String, String> stated(String prefix) throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        try (InputStream in = WellspringProperties.class.getResourceAsStream(METADATA)) {
            for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
                String name = property.path("name").asString();
                if (name.startsWith(prefix + ".") && property.has("defaultValue")) {
                    defaults.put(name, property.path("defaultValue").asString());
                }
            }
        }
        return defaults;
    }
}
