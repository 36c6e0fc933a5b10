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
package io.wellspring.store.redis;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which of several members an entry lies on, by the place of its name. Consistent hashing: each member has many points on a ring,
 * and what follows one of them up to the next is its own. So a member that joins takes over its share from all the others alike, and
 * nothing goes from one of these to another. The same on every process that knows the same members, in whatever order.
 *
 * @see <a href="https://doi.org/10.1145/258533.258660">Karger and others, Consistent hashing and random trees (1997)</a>
 */
final class Ring {

    /** Enough for shares that differ by a tenth or so. */
    private static final int POINTS = 160;
    /** Spreads neighbouring places over the whole ring. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private record Point(long at, String member, int index) {}

    private final int[] owners = new int[Character.MAX_VALUE + 1];

    /** @param members what tells them apart, such as host and port; each once */
    Ring(List<String> members) {
        List<Point> points = IntStream.range(0, members.size())
                .boxed()
                .flatMap(index -> IntStream.range(0, POINTS)
                        .mapToObj(i -> new Point(hash(members.get(index) + '#' + i), members.get(index), index)))
                .sorted(Comparator.comparingLong(Point::at).thenComparing(Point::member))
                .toList();
        long[] at = points.stream().mapToLong(Point::at).toArray();
        for (int stripe = 0; stripe < owners.length; stripe++) {
            int found = Arrays.binarySearch(at, stripe * SPREAD);
            int next = found < 0 ? -found - 1 : found;
            owners[stripe] = points.get(next % at.length).index();
        }
    }

    /** Returns the index of the member that the entries of a place lie on. */
    int ownerOf(char stripe) {
        return owners[stripe];
    }

    private static long hash(String text) {
        return ByteBuffer.wrap(Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }
}
