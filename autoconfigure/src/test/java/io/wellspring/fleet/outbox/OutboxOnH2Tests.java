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
package io.wellspring.fleet.outbox;

import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On an embedded database, whose table is created by itself. */
class OutboxOnH2Tests extends OutboxKit {

    @ParameterizedTest
    @ValueSource(
            strings = {"--spring.jpa.defer-datasource-initialization=true", "--spring.main.lazy-initialization=true"})
    void whatIsSetUpLaterDoesNotKeepTheOutboxFromBeingUsed(String later) {
        List<String> options = new ArrayList<>(options());
        options.add(later);
        try (ShopNode node = new ShopNode(REDIS.port(), options)) {
            await().until(node::isProven);
        }
    }

    @Override
    List<String> options() {
        return List.of("--spring.datasource.url=jdbc:h2:mem:outbox;DB_CLOSE_DELAY=-1");
    }
}
