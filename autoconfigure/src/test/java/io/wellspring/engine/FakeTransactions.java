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
package io.wellspring.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A transaction, or a session, of one thread of a test. */
final class FakeTransactions implements Transactions {

    private final ThreadLocal<Bound> bound = new ThreadLocal<>();
    private final Sequence sequence;

    FakeTransactions(TestEngine engine) {
        this.sequence = engine.sequence;
    }

    private static final class Bound {

        private final Moment openedAt;
        private final boolean snapshot;
        private final boolean mayWrite;
        private final List<Consumer<Mark>> actions = new ArrayList<>();
        private boolean dirty;
        private boolean crowded;

        Bound(Moment openedAt, boolean snapshot, boolean mayWrite) {
            this.openedAt = openedAt;
            this.snapshot = snapshot;
            this.mayWrite = mayWrite;
        }
    }

    /** Binds a session outside of a transaction. */
    void openSession(Moment openedAt) {
        bound.set(new Bound(openedAt, false, false));
    }

    /** Binds a session that holds more entities than can be named. */
    void openCrowdedSession(Moment openedAt) {
        openSession(openedAt);
        bound.get().crowded = true;
    }

    void beginReadOnly(Moment openedAt) {
        bound.set(new Bound(openedAt, true, false));
    }

    void beginWriting() {
        bound.set(new Bound(new Moment(0, 0).never(), true, true));
    }

    /** As if an entity had been changed. */
    void makeDirty() {
        bound.get().dirty = true;
    }

    void commit() {
        List<Consumer<Mark>> actions = bound.get().actions;
        bound.remove();
        try (Mark mark = sequence.mark()) {
            actions.forEach(action -> action.accept(mark));
        }
    }

    void rollback() {
        bound.remove();
    }

    @Override
    public Moment openedAt(Moment now) {
        Bound own = bound.get();
        return own == null ? now : own.openedAt;
    }

    @Override
    public void held(Consumer<Class<?>> types, Runnable tooMany) {
        if (isBound() && bound.get().crowded) {
            tooMany.run();
        }
    }

    @Override
    public boolean isBound() {
        return bound.get() != null;
    }

    @Override
    public boolean inSnapshot() {
        return isBound() && bound.get().snapshot;
    }

    @Override
    public boolean mayWrite() {
        return isBound() && bound.get().mayWrite;
    }

    @Override
    public boolean hides(Object cache, Object key, Dependencies dependencies) {
        return isBound() && (bound.get().dirty || !bound.get().actions.isEmpty());
    }

    @Override
    public boolean afterCommit(Object cache, Object key, Consumer<Mark> action) {
        withCommit(cache, key, action);
        return mayWrite();
    }

    @Override
    public void withCommit(Object cache, Object key, Consumer<Mark> invalidation) {
        if (mayWrite()) {
            bound.get().actions.add(invalidation);
        }
    }
}
