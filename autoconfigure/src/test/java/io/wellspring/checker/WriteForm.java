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

/** A way to write. */
enum WriteForm {
    MANAGED((writings, form) -> writings.entities().managed(form)),
    MERGED((writings, form) -> writings.entities().merged(form)),
    DYNAMIC_UPDATE((writings, form) -> writings.entities().dynamicallyUpdated(form)),
    /** An entity that others refer to. */
    ASSOCIATED((writings, form) -> writings.entities().associated(form)),
    ELEMENT_COLLECTION((writings, form) -> writings.entities().collection(form)),
    MOVED((writings, form) -> writings.entities().moved(form)),
    FORCED_INCREMENT((writings, form) -> writings.entities().forcedIncrement(form)),
    STATELESS_UPDATE((writings, form) -> writings.entities().statelessUpdate(form)),
    UPSERT((writings, form) -> writings.entities().upsert(form)),
    JPQL_UPDATE((writings, form) -> writings.statements().jpql(form)),
    MOVED_BY_JPQL((writings, form) -> writings.statements().movedByJpql(form)),
    CRITERIA_UPDATE((writings, form) -> writings.statements().criteria(form)),
    NATIVE_UPDATE((writings, form) -> writings.statements().nativeStatement(form)),
    MODIFYING_QUERY((writings, form) -> writings.statements().modifyingQuery(form)),
    /** A change that is announced by hand. */
    PLAIN_JDBC((writings, form) -> writings.statements().plainJdbc(form)),
    PLAIN_JDBC_ROLLED_BACK((writings, form) -> writings.statements().plainJdbcRolledBack(form)),
    ENTITY_DELETE((writings, form) -> writings.deletions().entity(form)),
    DELETE_AND_INSERT((writings, form) -> writings.deletions().atOnce(form)),
    JPQL_DELETE((writings, form) -> writings.deletions().jpql(form)),
    DELETE_IN_BATCH((writings, form) -> writings.deletions().inBatch(form)),
    ROLLED_BACK((writings, form) -> writings.rollbacks().managed(form)),
    STATEMENT_ROLLED_BACK((writings, form) -> writings.rollbacks().statement(form)),
    OUTER_ROLLED_BACK((writings, form) -> writings.rollbacks().outer(form)),
    ROLLED_BACK_TO_SAVEPOINT((writings, form) -> writings.rollbacks().toSavepoint(form));

    @FunctionalInterface
    private interface Writing {
        boolean write(Writings writings, WriteForm form);
    }

    private final Writing writing;

    WriteForm(Writing writing) {
        this.writing = writing;
    }

    /** Returns whether it was done; it is not where the row is gone. */
    boolean write(Writings writings) {
        return writing.write(writings, this);
    }
}
