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
package io.wellspring.store;

import java.util.Collection;
import java.util.List;

/**
 * A table of the application's database, for what commits change of which the shared tier could not be told. What is written in a
 * transaction stays if that is committed, whatever becomes of this process, and any node may tell it then.
 */
public interface Outbox {

    /** The name of the table. */
    String TABLE = "WELLSPRING_OUTBOX";

    /**
     * What one transaction has changed.
     *
     * @param changed as the shared tier writes it
     */
    record Row(long id, String transaction, String changed) {}

    /** Whether what this thread writes now is committed, or rolled back, together with what the application has changed. */
    boolean isInTransaction();

    /**
     * Writes a row in the transaction of this thread.
     *
     * @param prefix what tells the rows of the application from those of others
     */
    void writeWithin(String prefix, String transaction, String changed);

    /** Writes a row in a transaction of its own. This thread must have none. */
    void write(String prefix, String transaction, String changed);

    /** Returns the oldest rows of those that are committed, and not more than so many. */
    List<Row> read(String prefix, int most);

    /** Removes rows. Those that are gone already do not matter. */
    void remove(Collection<Long> ids);
}
