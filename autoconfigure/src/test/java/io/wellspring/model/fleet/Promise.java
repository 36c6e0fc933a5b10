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
package io.wellspring.model.fleet;

import static io.wellspring.model.fleet.Write.Fate.IS_NOT_MARKED;

/** What must be known where, and when. */
record Promise(Setting setting) {

    /** Returns the commits that have returned, for who asks the database or Redis from this node. */
    Versions returned(Fleet fleet, int node) {
        Versions versions = Versions.NONE;
        for (int i = 0; i < fleet.writers().size(); i++) {
            Writer writer = fleet.writers().get(i);
            boolean known = isOf(node, i) || isAnnounced(writer, i);
            if (writer.hasReturned() && known) {
                versions = with(versions, i, writer);
            }
        }
        return versions;
    }

    /** Returns those of them that this node itself must know of. */
    Versions heard(Fleet fleet, int node) {
        Versions versions = Versions.NONE;
        for (int i = 0; i < fleet.writers().size(); i++) {
            Writer writer = fleet.writers().get(i);
            boolean told = isAnnounced(writer, i) && !fleet.nodes().get(node).mayNotKnowOf(i);
            if (writer.hasReturned() && (isOf(node, i) || told)) {
                versions = with(versions, i, writer);
            }
        }
        return versions;
    }

    /** Returns the commits that nothing in Redis may be older than. */
    Versions stored(Fleet fleet) {
        Versions versions = Versions.NONE;
        for (int i = 0; i < fleet.writers().size(); i++) {
            Writer writer = fleet.writers().get(i);
            if (writer.hasCommitted() && isAnnounced(writer, i)) {
                versions = with(versions, i, writer);
            }
        }
        return versions;
    }

    /** Returns the commits that nothing near may be older than. */
    Versions near(Fleet fleet, int node) {
        Versions versions = Versions.NONE;
        for (int i = 0; i < fleet.writers().size(); i++) {
            Writer writer = fleet.writers().get(i);
            boolean own = isOf(node, i)
                    && (writer.hasReturned() || !setting.writes().get(i).may(IS_NOT_MARKED));
            boolean told = isAnnounced(writer, i) && !fleet.nodes().get(node).mayNotKnowOf(i);
            if (writer.hasCommitted() && (own || told)) {
                versions = with(versions, i, writer);
            }
        }
        return versions;
    }

    private Versions with(Versions versions, int index, Writer writer) {
        return versions.max(Versions.NONE.with(setting.writes().get(index).row(), writer.version()));
    }

    private boolean isOf(int node, int writer) {
        return setting.writes().get(writer).node() == node;
    }

    /** Whether Redis knows of all of it: what could not be marked, or not in time, is promised from its end on. */
    private boolean isAnnounced(Writer writer, int index) {
        boolean marked = !writer.failed()
                && !writer.lapsed()
                && !setting.writes().get(index).may(IS_NOT_MARKED);
        return marked || writer.toEnd() == 0;
    }
}
