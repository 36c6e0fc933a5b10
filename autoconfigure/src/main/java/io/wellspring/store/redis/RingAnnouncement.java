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

import io.wellspring.store.Fleet;
import io.wellspring.store.SharedTier;
import org.jspecify.annotations.Nullable;

/** What one commit of this node changes: entries on the members that they lie on, generations on all. */
final class RingAnnouncement implements Fleet.Announcement {

    private final RedisAnnouncement[] members;

    /** @param members one for each member, in their order */
    RingAnnouncement(RedisAnnouncement[] members) {
        this.members = members;
    }

    @Override
    public void key(SharedTier tier, Object key, @Nullable Long version) {
        RingTier ring = (RingTier) tier;
        int owner = ring.ownerOf(key);
        members[owner].key(ring.of(owner), key, version);
    }

    @Override
    public void generation(String name) {
        for (RedisAnnouncement member : members) {
            member.generation(name);
        }
    }

    @Override
    public void mark() {
        // All are on their way before the first is waited for.
        for (RedisAnnouncement member : members) {
            member.sendMark();
        }
        for (RedisAnnouncement member : members) {
            member.awaitMark();
        }
    }

    @Override
    public void end(boolean committed, boolean waiting) {
        for (RedisAnnouncement member : members) {
            member.end(committed, waiting);
        }
    }

    @Override
    public void lapse() {
        for (RedisAnnouncement member : members) {
            member.lapse();
        }
    }
}
