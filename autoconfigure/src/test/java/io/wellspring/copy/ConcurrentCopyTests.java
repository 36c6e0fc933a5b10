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
package io.wellspring.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConcurrentCopyTests {

    private static final int THREADS = 16;
    private static final int COPIES = 200;

    @Test
    void manyThreadsCopyOneValue() throws Exception {
        Tree original = Tree.of(4);
        Copier copier = new GraphCopier(true, List.of());
        CyclicBarrier start = new CyclicBarrier(THREADS);
        Callable<List<Tree>> work = () -> {
            start.await(10, TimeUnit.SECONDS);
            List<Tree> copies = new ArrayList<>();
            for (int i = 0; i < COPIES; i++) {
                Tree copy = (Tree) copier.copy(original);
                assertWhole(copy, null, 4);
                copy.children.clear();
                copies.add(copy);
            }
            return copies;
        };
        Set<Tree> copies = Collections.newSetFromMap(new IdentityHashMap<>());
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<List<Tree>> done : executor.invokeAll(Collections.nCopies(THREADS, work))) {
                copies.addAll(done.get(1, TimeUnit.MINUTES));
            }
        } finally {
            executor.shutdownNow();
        }

        assertThat(copies).hasSize(THREADS * COPIES).doesNotContain(original);
        assertWhole(original, null, 4);
    }

    private static void assertWhole(Tree tree, Tree parent, int depth) {
        assertThat(tree.parent).isSameAs(parent);
        assertThat(tree.label.depth()).isEqualTo(depth);
        assertThat(tree.children).hasSize(depth == 0 ? 0 : 2);
        tree.children.forEach(child -> assertWhole(child, tree, depth - 1));
    }

    record Label(int depth, List<Integer> data) {}

    static class Tree {
        final List<Tree> children = new ArrayList<>();
        final Label label;
        Tree parent;

        Tree(Label label) {
            this.label = label;
        }

        static Tree of(int depth) {
            Tree tree = new Tree(new Label(depth, new ArrayList<>(List.of(depth))));
            for (int i = 0; depth > 0 && i < 2; i++) {
                Tree child = of(depth - 1);
                child.parent = tree;
                tree.children.add(child);
            }
            return tree;
        }
    }
}
