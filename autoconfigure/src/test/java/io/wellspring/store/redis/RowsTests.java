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

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.store.Outbox;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written to the outbox is read back, and nothing else is. */
class RowsTests {

    private final List<String> written = new ArrayList<>();
    private final Rows rows = new Rows(
            new Outbox() {
                @Override
                public boolean isInTransaction() {
                    return false;
                }

                @Override
                public void writeWithin(String prefix, String transaction, String changed) {}

                @Override
                public void write(String prefix, String transaction, String changed) {
                    written.add(changed);
                }

                @Override
                public List<Row> read(String prefix, int most) {
                    return List.of();
                }

                @Override
                public void remove(Collection<Long> ids) {}
            },
            "shop",
            "shop");

    @Test
    void whatIsWrittenIsReadBack() {
        Map<String, Long> entries = new HashMap<>();
        entries.put("shop:product:{42}", 7L);
        entries.put("shop:product:{K\u00e4se}", null);
        Changed changed = new Changed("one", entries, Set.of("any:com.acme.Product", "tag:a \u0000 \ud800 \u20ac"));
        rows.write(changed);
        assertThat(written.get(0)).isPrintable().matches("\\p{ASCII}*");
        assertThat(rows.changedIn(new Outbox.Row(1, "one", written.get(0)))).isEqualTo(changed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "whatever",
                "{}",
                "{\"format\":2,\"entries\":{},\"generations\":[]}",
                "{\"format\":1,\"entries\":{}}",
                "{\"format\":1,\"entries\":{},\"generations\":[],\"more\":1}",
                "{\"format\":1,\"entries\":{\"another:product:{42}\":1},\"generations\":[]}",
                "{\"format\":1,\"entries\":{},\"generations\":[\"product\"]}",
                "{\"format\":1,\"entries\":{},\"generations\":[null]}"
            })
    void nothingElseIs(String text) {
        assertThat(rows.changedIn(new Outbox.Row(1, "one", text))).isNull();
    }
}
