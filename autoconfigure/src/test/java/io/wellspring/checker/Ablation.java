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

import static io.wellspring.checker.ReadForm.BY_ID;
import static io.wellspring.checker.ReadForm.CHILDREN;
import static io.wellspring.checker.ReadForm.COLLECTION;
import static io.wellspring.checker.ReadForm.DERIVED_LIST;
import static io.wellspring.checker.ReadForm.KEYED_LIST;
import static io.wellspring.checker.ReadForm.NESTED;
import static io.wellspring.checker.ReadForm.PLAIN;
import static io.wellspring.checker.ReadForm.PROJECTION;
import static io.wellspring.checker.ReadForm.SLOW_KEYED_LIST;
import static io.wellspring.checker.ReadForm.TAGGED;
import static io.wellspring.checker.ReaderContext.NONE;
import static io.wellspring.checker.ReaderContext.OLD_SESSION;
import static io.wellspring.checker.WriteForm.ELEMENT_COLLECTION;
import static io.wellspring.checker.WriteForm.ENTITY_DELETE;
import static io.wellspring.checker.WriteForm.JPQL_UPDATE;
import static io.wellspring.checker.WriteForm.MANAGED;
import static io.wellspring.checker.WriteForm.MOVED;
import static io.wellspring.checker.WriteForm.NATIVE_UPDATE;
import static io.wellspring.checker.WriteForm.PLAIN_JDBC;
import static io.wellspring.checker.WriteForm.PLAIN_JDBC_ROLLED_BACK;
import static io.wellspring.checker.WriteForm.STATELESS_UPDATE;
import static io.wellspring.checker.WriteForm.UPSERT;

import io.wellspring.checker.Replacement.Argument;
import io.wellspring.checker.Replacement.Call;
import io.wellspring.checker.Replacement.Nothing;
import io.wellspring.checker.Replacement.Value;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** A rule of the cache, and how it is taken away; and what reads and writes show that it is gone. */
enum Ablation {
    /** A load that began before an invalidation of its key does not store. */
    STORES_ARE_FENCED(
            "engine.Flights",
            "objection",
            new Call("permits", true),
            Set.of(SLOW_KEYED_LIST),
            Set.of(NONE),
            Set.of(MANAGED)),
    /** An invalidation of a key is noted for the loads that run. */
    KEYS_ARE_CLOSED("engine.Fence", "close", new Nothing(), Set.of(SLOW_KEYED_LIST), Set.of(NONE), Set.of(MANAGED)),
    /** An invalidation of a cache as a whole is noted: of lists, where it is not known which ones an entity was in. */
    CACHES_ARE_CLOSED(
            "engine.Fence", "closeAll", new Nothing(), Set.of(KEYED_LIST), Set.of(NONE), Set.of(STATELESS_UPDATE)),
    /** A read is held against the invalidations of its cache as a whole. */
    HITS_ARE_FENCED(
            "engine.Fence", "holds", new Value(true), Set.of(KEYED_LIST), Set.of(NONE), Set.of(STATELESS_UPDATE)),
    /** A read is held against the generations of what its entry was computed from. */
    GENERATIONS_HOLD("store.Basis", "holds", new Value(true), Set.of(DERIVED_LIST), Set.of(NONE), Set.of(MANAGED)),
    /** A generation moves with a change of its type. */
    GENERATIONS_MOVE(
            "engine.Generations", "changed", new Nothing(), Set.of(DERIVED_LIST), Set.of(NONE), Set.of(MANAGED)),
    /** An invalidation of a key removes what is stored. */
    ENTRIES_ARE_REMOVED(
            "store.caffeine.CaffeineTier", "remove", new Nothing(), Set.of(BY_ID), Set.of(NONE), Set.of(MANAGED)),
    /** Nobody joins a load that began before an invalidation. */
    LOADS_ARE_DETACHED(
            "engine.Flights",
            "isRight",
            new Value(true),
            Set.of(SLOW_KEYED_LIST),
            Set.of(NONE),
            Set.of(STATELESS_UPDATE)),
    /** A load in an old session counts from when that was opened. */
    SESSIONS_HAVE_AGES(
            "invalidation.jpa.BoundSessions",
            "openedAt",
            new Argument(0),
            Set.of(BY_ID, DERIVED_LIST),
            Set.of(NONE, OLD_SESSION),
            Set.of(MANAGED)),
    /** What a transaction that may write has read is not stored. */
    UNCOMMITTED_IS_NOT_STORED(
            "invalidation.SpringTransactions",
            "openedAt",
            new Call("mayWrite", false),
            Set.of(TAGGED),
            Set.of(NONE),
            Set.of(PLAIN_JDBC, PLAIN_JDBC_ROLLED_BACK)),
    /** A transaction that has changed something reads past the cache what is computed from it. */
    WRITERS_READ_PAST_THE_CACHE(
            "invalidation.SpringTransactions",
            "hides",
            new Value(false),
            Set.of(PROJECTION),
            Set.of(NONE),
            Set.of(MANAGED, JPQL_UPDATE)),
    /** A change is announced after its commit, not at the flush. */
    ANNOUNCED_AFTER_THE_COMMIT(
            "invalidation.jpa.CommitListener",
            "changed",
            new Call("isTransactionInProgress", false),
            Set.of(BY_ID),
            Set.of(NONE),
            Set.of(MANAGED)),
    /** A change is announced before its commit too, and stays so until after it: another commit may be built on it. */
    MARKED_BEFORE_THE_COMMIT(
            "invalidation.jpa.Changes",
            "beforeCompletion",
            new Nothing(),
            Set.of(KEYED_LIST),
            Set.of(NONE),
            Set.of(MANAGED, MOVED)),
    /** What the program announces in a transaction is announced once more with the commit. */
    ANNOUNCED_WITH_THE_COMMIT(
            "invalidation.PendingInvalidations",
            "announce",
            new Nothing(),
            Set.of(TAGGED),
            Set.of(NONE),
            Set.of(PLAIN_JDBC)),
    /** An entry bears its tags. */
    TAGS_ARE_HEARD("engine.Generations", "tagged", new Nothing(), Set.of(TAGGED), Set.of(NONE), Set.of(PLAIN_JDBC)),
    /** The states of an entity before and after its change tell the keys that fall. */
    STATES_ARE_ASKED(
            "engine.Concerned", "invalidate", new Nothing(), Set.of(KEYED_LIST), Set.of(NONE), Set.of(MANAGED, MOVED)),
    /** A bulk statement is a change of every row of its tables. */
    BULK_STATEMENTS_ARE_HEARD(
            "invalidation.jpa.BulkStatements",
            "jdbcPrepareStatementStart",
            new Nothing(),
            Set.of(BY_ID, PROJECTION),
            Set.of(NONE),
            Set.of(JPQL_UPDATE, NATIVE_UPDATE)),
    /** Rows that the database deletes along are changed too. */
    CASCADES_ARE_KNOWN(
            "invalidation.jpa.MappedTables",
            "addChangedAlong",
            new Nothing(),
            Set.of(CHILDREN),
            Set.of(NONE),
            Set.of(ENTITY_DELETE)),
    /** What a load reads, its entry depends on. */
    READS_ARE_OBSERVED("engine.Reads", "of", new Nothing(), Set.of(PROJECTION), Set.of(NONE), Set.of(MANAGED)),
    /** What an entry depends on that a load reads, the entry of the load depends on. */
    NESTED_READS_ARE_OBSERVED(
            "engine.Observation", "inherit", new Nothing(), Set.of(NESTED), Set.of(NONE), Set.of(MANAGED)),
    /** What is read between a look-up and its put, the entry that is put depends on. */
    LOOKUPS_ARE_OBSERVED("engine.Reading", "begin", new Nothing(), Set.of(PLAIN), Set.of(NONE), Set.of(MANAGED)),
    /** A change of a collection is one of its owner. */
    COLLECTIONS_ARE_HEARD(
            "invalidation.jpa.CommitListener",
            "onPostUpdateCollection",
            new Nothing(),
            Set.of(COLLECTION),
            Set.of(NONE),
            Set.of(ELEMENT_COLLECTION)),
    /** An upsert is a change. */
    UPSERTS_ARE_HEARD(
            "invalidation.jpa.CommitListener",
            "onPostUpsert",
            new Nothing(),
            Set.of(BY_ID),
            Set.of(NONE),
            Set.of(UPSERT));

    private final String type;
    private final String method;
    private final Replacement replacement;
    private final Set<ReadForm> reads;
    private final Set<ReaderContext> contexts;
    private final Set<WriteForm> writes;

    /**
     * @param type the class that holds the rule, without the base package
     * @param method its methods of this name, and the lambdas in them
     */
    Ablation(
            String type,
            String method,
            Replacement replacement,
            Set<ReadForm> reads,
            Set<ReaderContext> contexts,
            Set<WriteForm> writes) {
        this.type = "io.wellspring." + type;
        this.method = method;
        this.replacement = replacement;
        this.reads = reads;
        this.contexts = contexts;
        this.writes = writes;
    }

    /** Takes the rule away, until it is closed. */
    Ablated apply() throws ClassNotFoundException {
        return new Ablated(Class.forName(type), method, replacement);
    }

    /** Returns settings that show soon that the rule is gone. */
    CheckerSettings provoking(CheckerSettings settings, Duration atMost) {
        return settings.narrow(atMost, EnumSet.copyOf(reads), EnumSet.copyOf(contexts), EnumSet.copyOf(writes));
    }
}
