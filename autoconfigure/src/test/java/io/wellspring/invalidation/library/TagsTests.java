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

import io.wellspring.annotation.CacheLoader;
import io.wellspring.annotation.ReadThrough;
import io.wellspring.autoconfigure.WellspringAutoConfiguration;
import io.wellspring.engine.CacheDefinitionException;
import io.wellspring.engine.LoadContext;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Entries bear tags, and a tag drops all that bear it, in whatever cache, and nothing else. */
class TagsTests extends LibraryTest {

    static class TagsBesideALoader {
        @ReadThrough(value = "product", tags = "all")
        public String find(Long id) {
            return "product";
        }

        @CacheLoader("product")
        String load(Long id, LoadContext<String> context) {
            return "product";
        }
    }

    static class BadTemplate {
        @ReadThrough(value = "product", tags = "user:#{#id +}")
        public String find(Long id) {
            return "product";
        }
    }

    static class TemplateOfAnUnknownParameter {
        @ReadThrough(value = "product", tags = "user:#{#user}")
        public String find(Long id) {
            return "product";
        }
    }

    private static final List<String> SHELVES = List.of("a", "b");

    @Test
    void aTagDropsJustTheEntriesThatBearItAcrossCaches() {
        fill(() -> desk.tagged("anna", SHELVES), "tagged", "anna", SHELVES);
        fill(() -> desk.tagged("berta", SHELVES), "tagged", "berta", SHELVES);
        caches.get("taggedByLoader:anna");
        caches.get("taggedByLoader:berta");
        invalidations.tag("reader:anna");
        assertThat(cached("tagged", "anna", SHELVES)).isFalse();
        assertThat(cached("taggedByLoader", "anna")).isFalse();
        assertThat(cached("tagged", "berta", SHELVES)).isTrue();
        assertThat(cached("taggedByLoader", "berta")).isTrue();
        invalidations.tag("loaded");
        assertThat(cached("taggedByLoader", "berta")).isFalse();
        assertThat(cached("tagged", "berta", SHELVES)).isTrue();
    }

    @Test
    void aTextWithoutATemplateIsATag() {
        fill(() -> desk.tagged("anna", SHELVES), "tagged", "anna", SHELVES);
        invalidations.tag("all");
        assertThat(cached("tagged", "anna", SHELVES)).isFalse();
    }

    @Test
    void eachElementOfACollectionIsATagAndNullIsNone() {
        fill(() -> desk.tagged("anna", SHELVES), "tagged", "anna", SHELVES);
        assertThat(tags("anna", SHELVES)).containsExactly("reader:anna", "all", "shelf:a", "shelf:b");
        invalidations.tag("shelf:b");
        assertThat(cached("tagged", "anna", SHELVES)).isFalse();
        fill(() -> desk.tagged(null, List.of()), "tagged", null, List.of());
        assertThat(tags(null, List.of())).containsExactly("all");
        List<String> withNull = Arrays.asList("a", null);
        fill(() -> desk.tagged("anna", withNull), "tagged", "anna", withNull);
        assertThat(tags("anna", withNull)).containsExactly("reader:anna", "all", "shelf:a");
    }

    @Test
    void theResultMayMakeATag() {
        fill(() -> desk.taggedByResult("abc"), "taggedByResult", "abc");
        fill(() -> desk.taggedByResult("ab"), "taggedByResult", "ab");
        fill(() -> desk.taggedByResult(""), "taggedByResult", "");
        invalidations.tag("result:3");
        assertThat(cached("taggedByResult", "abc")).isFalse();
        assertThat(cached("taggedByResult", "ab")).isTrue();
        assertThat(cached("taggedByResult", "")).isTrue();
    }

    @Test
    void inATransactionATagDropsAtOnceAndOnceMoreAfterTheCommit() {
        fill(() -> desk.tagged("anna", SHELVES), "tagged", "anna", SHELVES);
        change(em -> {
            invalidations.tag("reader:anna");
            assertThat(cached("tagged", "anna", SHELVES)).isFalse();
            elsewhere(() -> desk.tagged("anna", SHELVES));
            assertThat(elsewhere(() -> cached("tagged", "anna", SHELVES))).isTrue();
            assertThat(cached("tagged", "anna", SHELVES))
                    .as("the transaction that announces a change reads past what is older")
                    .isFalse();
        });
        assertThat(cached("tagged", "anna", SHELVES)).isFalse();
    }

    @Test
    void whatIsLoadedInATransactionThatRollsBackAfterATagStays() {
        rolledBack(em -> {
            invalidations.tag("reader:anna");
            elsewhere(() -> desk.tagged("anna", SHELVES));
        });
        assertThat(cached("tagged", "anna", SHELVES)).isTrue();
    }

    @Test
    void aLoadThatRunsWhenItsTagIsDroppedIsNotStored() throws Exception {
        // No other test bears this tag: nothing holds its generation yet.
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch dropped = new CountDownLatch(1);
        desk.during(() -> {
            running.countDown();
            try {
                dropped.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        CompletableFuture<String> load = begin(() -> desk.tagged("clara", SHELVES));
        running.await();
        invalidations.tag("reader:clara");
        dropped.countDown();
        load.join();
        assertThat(cached("tagged", "clara", SHELVES)).isFalse();
    }

    @Test
    void theEndpointShowsTheTagsOfAnEntry() {
        caches.get("taggedByLoader:anna");
        assertThat(http.get().uri("/actuator/cache/taggedByLoader/anna"))
                .bodyJson()
                .extractingPath("$.tags")
                .asArray()
                .containsExactly("reader:anna", "loaded");
    }

    @Test
    void tagsBesideALoaderStopTheStart() {
        assertThat(failure(TagsBesideALoader.class))
                .contains("TagsBesideALoader.find(Long) has tags")
                .contains("TagsBesideALoader.load(Long,LoadContext)")
                .contains("tags(...)");
    }

    @Test
    void aTemplateThatDoesNotParseOrNamesNoParameterStopsTheStart() {
        assertThat(failure(BadTemplate.class))
                .contains(
                        "The tag \"user:#{#id +}\" of @ReadThrough on BadTemplate.find(Long) is not a SpEL expression");
        assertThat(failure(TemplateOfAnUnknownParameter.class))
                .contains("TemplateOfAnUnknownParameter.find(Long) names the parameter 'user'")
                .contains("Its parameters are: id.");
    }

    private List<String> tags(String reader, List<String> shelves) {
        return region("tagged")
                .held(io.wellspring.key.Keys.of(reader, shelves))
                .basis()
                .tags();
    }

    private static String failure(Class<?> bean) {
        String[] text = new String[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(WellspringAutoConfiguration.class))
                .withBean(bean)
                .run(context -> {
                    Throwable failure = context.getStartupFailure();
                    while (failure != null && !(failure instanceof CacheDefinitionException)) {
                        failure = failure.getCause();
                    }
                    assertThat(failure).isNotNull();
                    text[0] = failure.getMessage();
                });
        return text[0];
    }
}
