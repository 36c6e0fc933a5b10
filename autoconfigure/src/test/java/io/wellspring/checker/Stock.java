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
package io.wellspring.checker;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rows, by plain SQL: as they are at first, and as they are at last. */
final class Stock {

    private static final List<String> TABLES = List.of("note", "item", "shelf_labels", "shelf", "ledger", "remark");

    private final JdbcTemplate jdbc;
    private final CheckerSettings settings;

    Stock(JdbcTemplate jdbc, CheckerSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Lays out all rows at revision 1, in the place of what was there. */
    void layOut() {
        jdbc.execute("create table if not exists remark (id bigint primary key, revision bigint)");
        jdbc.execute("create table if not exists ledger"
                + " (kind varchar(16), id bigint, revision bigint, present boolean, primary key (kind, id))");
        jdbc.execute("truncate " + String.join(", ", TABLES));
        for (long shelf = 1; shelf <= settings.shelves(); shelf++) {
            jdbc.update("insert into shelf (id, revision) values (?, 1)", shelf);
            jdbc.update("insert into shelf_labels (shelf_id, labels) values (?, '1')", shelf);
        }
        for (int item = 1; item <= settings.items(); item++) {
            jdbc.update(
                    "insert into item (id, version, revision, payload, shelf_id) values (?, 0, 1, ?, ?)",
                    item,
                    Payload.of(item, 1),
                    settings.shelfAtFirst(item));
            for (int number = 1; number <= 2; number++) {
                jdbc.update(
                        "insert into note (id, item_id, revision, payload) values (?, ?, 1, ?)",
                        Note.idOf(item, number),
                        item,
                        Payload.of(item, 1));
            }
            jdbc.update("insert into remark (id, revision) values (?, 1)", item);
        }
        for (Kind kind : List.of(Kind.ITEM, Kind.NOTE, Kind.SHELF, Kind.LABEL, Kind.REMARK)) {
            int rows = kind.ofShelves() ? settings.shelves() : settings.items();
            jdbc.update(
                    "insert into ledger (kind, id, revision, present) select ?, n, 1, true from generate_series(1, ?) n",
                    kind.name(),
                    rows);
        }
    }

    /** Holds the rows against what the writers said of them. At rest, a floor is the very revision. */
    void compare(Oracles oracles, Findings findings) {
        compare(Kind.ITEM, "select id, revision from item", oracles, findings);
        compare(Kind.NOTE, "select item_id, revision from note", oracles, findings);
        compare(Kind.SHELF, "select id, revision from shelf", oracles, findings);
        compare(Kind.LABEL, "select shelf_id, cast(labels as bigint) from shelf_labels", oracles, findings);
        compare(Kind.REMARK, "select id, revision from remark", oracles, findings);
    }

    private void compare(Kind kind, String query, Oracles oracles, Findings findings) {
        jdbc.query(query, row -> {
            long id = row.getLong(1);
            if (row.getLong(2) != oracles.of(kind).floor(id)) {
                findings.violation(
                        "row differs",
                        "The row of " + kind + " " + id + " has revision " + row.getLong(2) + ", its writers said "
                                + oracles.of(kind).floor(id));
            }
        });
    }
}
