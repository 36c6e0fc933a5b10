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
package io.wellspring.fleet.process;

import java.io.IOException;

/** What may happen to a fleet. */
enum Fault {
    SUBSCRIPTIONS_CUT(5) {
        @Override
        void happen(Fleet fleet, Node node) {
            fleet.redis.killSubscriptions();
        }
    },
    CONNECTIONS_CUT(5) {
        @Override
        void happen(Fleet fleet, Node node) {
            fleet.redis.killCommands();
        }
    },
    SCRIPTS_FORGOTTEN(5) {
        @Override
        void happen(Fleet fleet, Node node) {
            fleet.redis.connection().sync().scriptFlush();
        }
    },
    NODE_PAUSED(5) {
        @Override
        void happen(Fleet fleet, Node node) {
            node.pause();
            fleet.last(3);
            node.resume();
        }
    },
    REDIS_PAUSED(5) {
        @Override
        void happen(Fleet fleet, Node node) {
            fleet.redis.pause();
            // For longer than an answer is waited for.
            fleet.last(5);
            fleet.redis.resume();
        }
    },
    NODE_KILLED(35) {
        @Override
        void happen(Fleet fleet, Node node) throws InterruptedException {
            node.kill();
            fleet.restart(node);
        }
    },
    NODE_KILLED_AFTER_ITS_MARK(35) {
        @Override
        void happen(Fleet fleet, Node node) throws InterruptedException {
            fleet.haltAt(node, Halt.Point.MARKED);
        }
    },
    NODE_KILLED_AFTER_ITS_COMMIT(35) {
        @Override
        void happen(Fleet fleet, Node node) throws InterruptedException {
            fleet.haltAt(node, Halt.Point.COMMITTED);
        }
    },
    NODE_KILLED_WITH_A_LEASE(10) {
        @Override
        void happen(Fleet fleet, Node node) throws InterruptedException {
            fleet.haltAt(node, Halt.Point.GRANTED);
        }
    },
    REDIS_RESTARTED(35) {
        @Override
        void happen(Fleet fleet, Node node) throws IOException {
            fleet.redis.kill();
            fleet.last(1);
            fleet.redis.start();
        }
    };

    private final int seconds;

    Fault(int seconds) {
        this.seconds = seconds;
    }

    /** After so many seconds all is as it was: where marks are left behind, or may be lost, once they have lapsed. */
    int seconds() {
        return seconds;
    }

    /** @param node the one that it happens to, where it does to one */
    abstract void happen(Fleet fleet, Node node) throws InterruptedException, IOException;
}
