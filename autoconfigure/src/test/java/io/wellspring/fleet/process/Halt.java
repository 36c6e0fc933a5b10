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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Watches the connections to the database. Ends the process as {@code kill -9} does, the next time that it comes to a point of the
 * protocol; and has some loads go on after they have read, so that what they bring may be old.
 */
final class Halt {

    enum Point {
        /** Redis knows what a commit will change; the database has not been told to commit. */
        MARKED,
        /** The database has committed, and Redis has not been told. */
        COMMITTED,
        /** A reader has the lease of an entry, and has not yet loaded it. */
        GRANTED
    }

    static final String WRITER = "writer";

    private static final int SLOW = 8;
    private static final long AT_MOST = TimeUnit.MILLISECONDS.toNanos(20);

    private final AtomicReference<@Nullable Point> at = new AtomicReference<>();

    void at(Point point) {
        at.set(point);
    }

    DataSource watched(DataSource source) {
        return new DelegatingDataSource(source) {
            @Override
            public Connection getConnection() throws SQLException {
                return watched(super.getConnection());
            }
        };
    }

    private Connection watched(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Halt.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    boolean writes = Thread.currentThread().getName().startsWith(WRITER);
                    boolean commits = writes && method.getName().equals("commit");
                    if (commits) {
                        pass(Point.MARKED);
                    } else if (!writes && method.getName().equals("prepareStatement")) {
                        pass(Point.GRANTED);
                    }
                    try {
                        Object result = method.invoke(connection, arguments);
                        if (commits) {
                            pass(Point.COMMITTED);
                        } else if (method.getName().equals("commit")) {
                            linger();
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void linger() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (random.nextInt(SLOW) == 0) {
            LockSupport.parkNanos(random.nextLong(AT_MOST));
        }
    }

    private void pass(Point point) {
        if (at.get() == point) {
            Runtime.getRuntime().halt(9);
        }
    }
}
