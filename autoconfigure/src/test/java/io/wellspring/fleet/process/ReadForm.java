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

import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Landings;
import java.util.List;
import java.util.stream.Stream;

/** A way to read articles through a cache. */
enum ReadForm {
    BY_ID("article", true) {
        @Override
        List<ArticleView> read(Articles articles, int article) {
            return articles.findById((long) article).map(ArticleView::of).stream()
                    .toList();
        }
    },
    /** By id, and for most of its time stale: a reader of any node may join its refresh, which began before. */
    REFRESHED("view", false) {
        @Override
        List<ArticleView> read(Articles articles, int article) {
            return articles.view((long) article).stream().toList();
        }
    },
    DERIVED("onShelf", true) {
        @Override
        List<ArticleView> read(Articles articles, int article) {
            return views(articles.findByShelfOrderById(Board.shelf(article)));
        }
    },
    BY_KEY("onShelfByKey", true) {
        @Override
        List<ArticleView> read(Articles articles, int article) {
            return views(articles.findByShelf(Board.shelf(article)));
        }
    };

    private final String cache;
    private final boolean alone;

    ReadForm(String cache, boolean alone) {
        this.cache = cache;
        this.alone = alone;
    }

    /**
     * Whether a reader who is the only one of his node to read this never gets what another call has begun to load, if he waits for
     * his own.
     */
    boolean isAlone() {
        return alone;
    }

    /** Waits until nothing is under way any more that an earlier read of an article has begun. */
    void awaitLanding(CacheRegistry caches, int article) {
        long key = this == BY_ID || this == REFRESHED ? article : Board.shelf(article);
        Landings.await(caches.known(cache), key);
    }

    /** Reads an article, or its whole shelf. */
    abstract List<ArticleView> read(Articles articles, int article);

    private static List<ArticleView> views(List<Article> articles) {
        return Stream.of(articles).flatMap(List::stream).map(ArticleView::of).toList();
    }
}
