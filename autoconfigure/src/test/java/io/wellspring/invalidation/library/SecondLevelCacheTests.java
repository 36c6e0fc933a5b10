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
package io.wellspring.invalidation.library;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.invalidation.library.Library.Shelf;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What Hibernate answers from its second-level cache runs no statement, and counts all the same. */
@TestPropertySource(
        properties = {
            "spring.jpa.properties.jakarta.persistence.sharedCache.mode=ALL",
            "spring.jpa.properties.hibernate.cache.use_second_level_cache=true",
            "spring.jpa.properties.hibernate.cache.region.factory_class=jcache",
            "spring.jpa.properties.hibernate.javax.cache.missing_cache_strategy=create",
            "spring.jpa.properties.hibernate.generate_statistics=true"
        })
class SecondLevelCacheTests extends LibraryTest {

    @Test
    void anEntityThatIsReadFromItIsADependency() {
        SessionFactory factory = entityManagerFactory.unwrap(SessionFactory.class);
        fill(() -> desk.foundShelf("read "), "foundShelf", "read ");
        region("foundShelf").clear();
        factory.getStatistics().clear();
        assertThat(fill(() -> desk.foundShelf("from the cache: "), "foundShelf", "from the cache: "))
                .isEqualTo("from the cache: first");
        assertThat(factory.getStatistics().getSecondLevelCacheHitCount()).isEqualTo(1);
        assertThat(factory.getStatistics().getPrepareStatementCount()).isZero();
        change(em -> em.find(Shelf.class, 1L).name = "renamed");
        assertThat(cached("foundShelf", "from the cache: ")).isFalse();
        assertThat(desk.foundShelf("from the cache: ")).isEqualTo("from the cache: renamed");
    }

    /** Hibernate changes its own cache too, after the commit; what is loaded in between must not be stored. */
    @Test
    void aChangeIsSeenBehindIt() {
        for (int round = 0; round < 100; round++) {
            String name = "shelf " + round;
            change(em -> em.find(Shelf.class, 1L).name = name);
            assertThat(desk.foundShelf("")).isEqualTo(name);
            assertThat(desk.foundShelf("")).isEqualTo(name);
        }
    }
}
