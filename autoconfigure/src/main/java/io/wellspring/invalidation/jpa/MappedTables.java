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
package io.wellspring.invalidation.jpa;

import io.wellspring.invalidation.jpa.SqlStatement.Kind;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.MappingMetamodel;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.persister.entity.EntityPersister;
import org.springframework.util.ConcurrentLruCache;

/** The tables of one persistence unit, and the types of the entities that are in them. */
final class MappedTables {

    private static final int STATEMENTS = 4096;

    private final Map<String, Set<Class<?>>> typesByTable = new HashMap<>();
    private final Map<String, Set<String>> tablesOfEntity = new HashMap<>();
    private final Set<String> entityTables = new HashSet<>();
    private final Map<String, Set<String>> changedAlong;
    private final ConcurrentLruCache<String, Touched> statements = new ConcurrentLruCache<>(STATEMENTS, this::read);

    /** @param changedAlong by the name of a table those whose rows the database changes when a row of it is deleted */
    MappedTables(SessionFactoryImplementor factory, Map<String, Set<String>> changedAlong) {
        this.changedAlong = changedAlong;
        MappingMetamodel metamodel = factory.getMappingMetamodel();
        metamodel.forEachEntityDescriptor(this::add);
        metamodel.forEachCollectionDescriptor(this::add);
        typesByTable.replaceAll((table, types) -> mostGeneral(types));
    }

    /** Returns what a statement means; concluded once for each text. */
    Touched touchedBy(String sql) {
        return statements.get(sql);
    }

    /** Returns the tables of an entity and of its collections. */
    Set<String> tablesOf(String entityName) {
        return tablesOfEntity.getOrDefault(entityName, Set.of());
    }

    /** Returns the tables that belong to a collection alone. One whose rows are entities themselves has none. */
    Set<String> tablesOf(CollectionPersister collection) {
        Set<String> tables = names(collection.getCollectionSpaces());
        tables.removeAll(entityTables);
        return tables;
    }

    /** The name of a table as it stands in the text of a statement. */
    static String nameOf(String table) {
        String name = table.substring(table.lastIndexOf('.') + 1);
        return name.replaceAll("[\"`\\[\\]]", "").toLowerCase(Locale.ROOT);
    }

    private void add(EntityPersister entity) {
        Class<?> type = entity.getMappedClass();
        Set<String> tables = names(entity.getTableNames());
        entityTables.addAll(tables);
        tables.forEach(table -> add(table, type));
        tablesOfEntity
                .computeIfAbsent(entity.getEntityName(), name -> new HashSet<>())
                .addAll(tables);
    }

    private void add(CollectionPersister collection) {
        EntityPersister owner = collection.getOwnerEntityPersister();
        Set<String> tables = tablesOf(collection);
        tables.forEach(table -> add(table, owner.getMappedClass()));
        tablesOfEntity
                .computeIfAbsent(owner.getEntityName(), name -> new HashSet<>())
                .addAll(tables);
    }

    private void add(String table, Class<?> type) {
        typesByTable.computeIfAbsent(table, name -> new HashSet<>()).add(type);
    }

    private Touched read(String sql) {
        SqlStatement statement = SqlStatement.parse(sql);
        if (statement.kind() == Kind.UNREADABLE) {
            return new Touched(statement.kind(), all(), all(), all(), null);
        }
        Set<String> tables = new LinkedHashSet<>();
        typesByTable.keySet().stream().filter(statement::mentions).forEach(tables::add);
        if (statement.kind() == Kind.WRITE && statement.mentionsAny(Set.of("delete", "truncate", "merge", "replace"))) {
            addChangedAlong(tables);
        }
        return new Touched(
                statement.kind(),
                types(tables),
                types(tables.stream().filter(statement::mentionsTwice).toList()),
                types(tables.stream().filter(entityTables::contains).toList()),
                statement.target());
    }

    private void addChangedAlong(Set<String> tables) {
        Set<String> found = Set.copyOf(tables);
        while (!found.isEmpty()) {
            found = found.stream()
                    .flatMap(table -> changedAlong.getOrDefault(table, Set.of()).stream())
                    .filter(tables::add)
                    .collect(Collectors.toSet());
        }
    }

    /** Returns the types of the rows that the database changes along when an entity is deleted. */
    Set<Class<?>> changedAlongWith(String entityName) {
        Set<String> own = tablesOf(entityName);
        Set<String> tables = new LinkedHashSet<>(own);
        addChangedAlong(tables);
        tables.removeAll(own);
        return types(tables);
    }

    private Set<Class<?>> all() {
        return types(typesByTable.keySet());
    }

    private Set<Class<?>> types(Collection<String> tables) {
        return tables.stream()
                .flatMap(table -> typesByTable.getOrDefault(table, Set.of()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Class<?>> mostGeneral(Set<Class<?>> types) {
        return types.stream()
                .filter(type -> types.stream().noneMatch(other -> other != type && other.isAssignableFrom(type)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> names(String[] tables) {
        return Arrays.stream(tables)
                .filter(table -> !table.startsWith("("))
                .map(MappedTables::nameOf)
                .collect(Collectors.toCollection(HashSet::new));
    }
}
