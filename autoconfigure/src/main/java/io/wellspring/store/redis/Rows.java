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

import io.wellspring.store.Outbox;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What commits change, as rows of the outbox: JSON of nothing but ASCII, which every database can keep. */
final class Rows {

    private static final int FORMAT = 1;

    /** Strict: what another version of the library means by what is not known here, cannot be left out. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** @param entries null, as the generations, where the row is another's */
    record Written(
            int format,
            @Nullable Map<String, @Nullable Long> entries,
            @Nullable Set<String> generations) {}

    private final Outbox outbox;
    private final String owner;
    private final String start;

    /**
     * @param prefix what tells the names of the application from those of others
     * @param owner what tells these rows from others
     */
    Rows(Outbox outbox, String prefix, String owner) {
        this.outbox = outbox;
        this.owner = owner;
        this.start = Escapes.inName(prefix) + ':';
    }

    /** Writes a row that is committed, or rolled back, with the transaction of this thread. Returns whether it has one. */
    boolean writeWithin(Changed changed) {
        boolean within = outbox.isInTransaction();
        if (within) {
            outbox.writeWithin(owner, changed.transaction(), textOf(changed));
        }
        return within;
    }

    void write(Changed changed) {
        outbox.write(owner, changed.transaction(), textOf(changed));
    }

    List<Outbox.Row> read(int most) {
        return outbox.read(owner, most);
    }

    void remove(Collection<Long> ids) {
        outbox.remove(ids);
    }

    /** Returns what a row says; null where that cannot be read. */
    @Nullable
    Changed changedIn(Outbox.Row row) {
        Written written;
        try {
            written = MAPPER.readValue(row.changed(), Written.class);
        } catch (JacksonException e) {
            return null;
        }
        return written != null
                        && written.format() == FORMAT
                        && written.entries() != null
                        && written.generations() != null
                        && written.entries().keySet().stream().allMatch(name -> name.startsWith(start))
                        && written.generations().stream().allMatch(Rows::isGeneration)
                ? new Changed(row.transaction(), written.entries(), written.generations())
                : null;
    }

    private static boolean isGeneration(@Nullable String name) {
        return name != null && name.indexOf(':') > 0;
    }

    private static String textOf(Changed changed) {
        return MAPPER.writeValueAsString(new Written(FORMAT, changed.entries(), changed.generations()));
    }
}
