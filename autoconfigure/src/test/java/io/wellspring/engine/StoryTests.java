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
package io.wellspring.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.wellspring.engine.Episode.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StoryTests {

    private record Product(long id) {}

    @RegisterExtension
    final TestEngine engine = new TestEngine();

    private final Loader loader = (key, context) -> "value of " + key;

    @Test
    void tellsOfALoadAndHowLongItTookAndOfNoHit() throws Throwable {
        Region region = engine.region();
        region.get(1L, (key, context) -> {
            engine.ticker.advance(Duration.ofMillis(7));
            return "value";
        });
        engine.ticker.advance(Duration.ofSeconds(3));
        region.get(1L, loader);
        Episode episode = only(region.inspection().story(1L));
        assertThat(episode.kind()).isEqualTo(Kind.LOADED);
        assertThat(episode.took()).isEqualTo(Duration.ofMillis(7));
        assertThat(episode.at()).isEqualTo("2025-12-31T23:59:57Z");
        assertThat(region.inspection().story(2L)).isEmpty();
    }

    @Test
    void tellsWhyALoadFailed() {
        Region region = engine.region();
        assertThatThrownBy(() -> region.get(1L, (key, context) -> {
                    throw new IllegalStateException("no connection");
                }))
                .isInstanceOf(IllegalStateException.class);
        Episode episode = only(region.inspection().story(1L));
        assertThat(episode.kind()).isEqualTo(Kind.LOAD_FAILED);
        assertThat(episode.detail()).isEqualTo("java.lang.IllegalStateException: no connection");
    }

    @Test
    void tellsWhatInvalidatedItInWhichTransaction() throws Throwable {
        engine.transactions = new Transactions() {
            @Override
            public String name() {
                return "Shop.rename";
            }
        };
        Region region = engine.region();
        region.dependOnId(Product.class, "");
        region.get(1L, loader);
        engine.changed(new Change(Product.class, 1L, null));
        assertThat(region.inspection().story(1L))
                .extracting(Episode::kind, Episode::detail)
                .containsExactly(
                        tuple(Kind.LOADED, null),
                        tuple(Kind.INVALIDATED, Product.class.getName() + " 1, in the transaction Shop.rename"));
    }

    @Test
    void tellsWhatChangedThatItWasComputedFrom() throws Throwable {
        Region region = engine.region();
        region.dependOn(Product.class);
        region.get("all", loader);
        try (Mark mark = engine.registry().mark()) {
            List<Change> changes = LongStream.rangeClosed(1, 7)
                    .mapToObj(id -> new Change(Product.class, id, null))
                    .toList();
            engine.registry().changed(changes, mark);
        }
        engine.changed(Change.ofAny(Product.class));
        engine.changed(new Change(String.class, 1L, null));
        assertThat(region.inspection().story("all"))
                .filteredOn(episode -> !episode.isOfEntry())
                .extracting(Episode::kind, Episode::detail)
                .containsExactly(
                        tuple(Kind.CHANGED, Product.class.getName() + " 1, 2, 3, 4, 5 and 2 more"),
                        tuple(Kind.CHANGED, Product.class.getName()));
    }

    @Test
    void tellsOfATagThatItBears() throws Throwable {
        Region region = engine.region();
        region.get(1L, (key, context) -> {
            context.tags("user:42");
            return "value";
        });
        List<Episode> before = region.inspection().story(1L);
        assertThat(before).extracting(Episode::kind).containsExactly(Kind.LOADED);
        engine.tagged("user:42");
        region.get(1L, (key, context) -> {
            context.tags("user:42");
            return "value";
        });
        assertThat(region.inspection().story(1L))
                .extracting(Episode::kind)
                .containsExactlyInAnyOrder(Kind.LOADED, Kind.CHANGED, Kind.LOADED);
    }

    @Test
    void tellsWhyWhatWasLoadedWasNotStored() throws Throwable {
        Region region = engine.region();
        region.get(1L, (key, context) -> {
            region.invalidate(1L);
            return "old";
        });
        assertThat(region.inspection().story(1L))
                .extracting(Episode::kind)
                .containsExactly(Kind.INVALIDATED, Kind.LOADED, Kind.REFUSED);
        assertThat(region.inspection().story(1L).get(2).detail()).startsWith("it was invalidated");
    }

    @Test
    void tellsOfAStaleValueOnceForEachRefresh() throws Throwable {
        Region region = engine.region();
        region.get(1L, loader);
        engine.ticker.advance(TestEngine.TTL);
        region.get(1L, loader);
        await().until(() -> region.hit(1L) != null);
        assertThat(region.inspection().story(1L))
                .extracting(Episode::kind)
                .containsExactlyInAnyOrder(Kind.LOADED, Kind.SERVED_STALE, Kind.LOADED);
    }

    @Test
    void tellsOfWhatWasPutAndOfTheWholeCache() {
        Region region = engine.region();
        region.put(1L, "value");
        region.invalidateAll();
        assertThat(region.inspection().story(1L))
                .extracting(Episode::kind)
                .containsExactly(Kind.PUT, Kind.CACHE_INVALIDATED);
        assertThat(region.inspection().story(2L)).extracting(Episode::kind).containsExactly(Kind.CACHE_INVALIDATED);
    }

    @Test
    void remembersTheLastOfManyAndOfOthersTheirs() {
        Story story = new Story(engine.ticker);
        story.tell(Kind.LOADED, "quiet", "once");
        for (int i = 0; i < 100_000; i++) {
            story.tell(Kind.LOADED, "busy", i);
        }
        assertThat(story.of("busy", Instant.EPOCH))
                .extracting(Episode::detail)
                .hasSize(16)
                .startsWith("99984")
                .endsWith("99999");
        assertThat(story.of("quiet", Instant.EPOCH)).hasSize(1);
    }

    private static Episode only(List<Episode> episodes) {
        assertThat(episodes).hasSize(1);
        return episodes.get(0);
    }
}
