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

import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs what one writer writes in transactions, tells the oracles, and reads what was written before it is committed. */
final class Commits {

    /** Of so many transactions one reads what it wrote, and one reads it when it is committed. */
    private static final int OWN_READS = 4;

    private final Parts parts;
    private final CheckerSettings settings;
    private final Oracles oracles;
    private final Readings readings;
    private final Findings findings;
    private final SplittableRandom random;
    private final Tally tally;
    private final TransactionTemplate transaction;
    private final TransactionTemplate anew;
    private final Witness live;
    private Draft committed;

    Commits(
            Parts parts,
            CheckerSettings settings,
            Oracles oracles,
            Readings readings,
            Findings findings,
            SplittableRandom random,
            Tally tally) {
        this.parts = parts;
        this.settings = settings;
        this.oracles = oracles;
        this.readings = readings;
        this.findings = findings;
        this.random = random;
        this.tally = tally;
        this.live = Witness.live(oracles, findings, tally, "NONE, READ BACK");
        this.transaction = parts.transaction(TransactionDefinition.PROPAGATION_REQUIRED);
        this.anew = parts.transaction(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Returns whether it was committed; it is not where the row is gone. */
    boolean commit(WriteForm form, Consumer<Draft> work) {
        return commit(transaction, form, work);
    }

    /** As {@link #commit}, in a transaction of its own within another. */
    boolean commitAnew(WriteForm form, Consumer<Draft> work) {
        return commit(anew, form, work);
    }

    boolean rollBack(WriteForm form, Consumer<Draft> work) {
        try {
            transaction.executeWithoutResult(status -> {
                write(form, work);
                status.setRollbackOnly();
            });
            return true;
        } catch (Gone e) {
            return false;
        }
    }

    boolean commitStateless(WriteForm form, BiConsumer<StatelessSession, Draft> work) {
        try (StatelessSession session = parts.sessionFactory().openStatelessSession()) {
            Transaction own = session.beginTransaction();
            try {
                Draft draft = new Draft(form, oracles, session);
                work.accept(session, draft);
                draft.begins();
                own.commit();
                draft.returned();
                committed = draft;
                return true;
            } catch (Gone e) {
                return false;
            } finally {
                if (own.isActive()) {
                    own.rollback();
                }
            }
        }
    }

    /** Reads in every way what was committed last, as soon as the commit has returned; now and then. */
    void readBack() {
        if (committed != null && random.nextInt(OWN_READS) == 0) {
            read(live, committed);
        }
        committed = null;
    }

    private boolean commit(TransactionTemplate template, WriteForm form, Consumer<Draft> work) {
        try {
            Draft done = template.execute(status -> {
                Draft draft = write(form, work);
                draft.begins();
                return draft;
            });
            done.returned();
            committed = done;
            return true;
        } catch (Gone e) {
            return false;
        }
    }

    private Draft write(WriteForm form, Consumer<Draft> work) {
        Draft draft = new Draft(form, oracles, parts.session());
        work.accept(draft);
        parts.entityManager().flush();
        if (random.nextInt(OWN_READS) == 0) {
            read(Witness.own(oracles, findings, tally, draft), draft);
        }
        return draft;
    }

    private void read(Witness witness, Draft draft) {
        for (ReadForm read : settings.reads()) {
            switch (read.rows()) {
                case ITEMS -> draft.items().forEach(id -> read.read(readings, witness, id.intValue()));
                case SHELVES -> {
                    for (int shelf = 1; shelf <= settings.shelves(); shelf++) {
                        read.read(readings, witness, shelf);
                    }
                }
                case ALL -> read.read(readings, witness, 0);
            }
        }
    }
}
