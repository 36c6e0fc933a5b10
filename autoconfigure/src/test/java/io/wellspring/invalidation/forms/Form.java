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
package io.wellspring.invalidation.forms;

import io.wellspring.invalidation.forms.Probe.Role;
import io.wellspring.invalidation.forms.Warehouse.Animal;
import io.wellspring.invalidation.forms.Warehouse.Book;
import io.wellspring.invalidation.forms.Warehouse.Category;
import io.wellspring.invalidation.forms.Warehouse.Circle;
import io.wellspring.invalidation.forms.Warehouse.Dog;
import io.wellspring.invalidation.forms.Warehouse.Item;
import io.wellspring.invalidation.forms.Warehouse.Line;
import io.wellspring.invalidation.forms.Warehouse.LineId;
import io.wellspring.invalidation.forms.Warehouse.Note;
import io.wellspring.invalidation.forms.Warehouse.Place;
import io.wellspring.invalidation.forms.Warehouse.Shape;
import io.wellspring.invalidation.forms.Warehouse.Slot;
import io.wellspring.invalidation.forms.Warehouse.Vehicle;
import jakarta.persistence.LockModeType;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.sql.Savepoint;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;

/**
 * A way to write through Hibernate.
 *
 * @param probes the cached reads that are looked at
 */
record Form(String name, Map<Role, Probe> probes, Consumer<Access> write) {

    @Override
    public String toString() {
        return name;
    }

    static List<Form> all() {
        return List.of(
                of(
                        "insert",
                        Probe.NEW_ITEM,
                        session -> session.persist(new Item(9, "saw", session.getReference(Category.class, 1L)))),
                of("change of a managed entity", Probe.ITEM, session -> session.find(Item.class, 1L).name = "mallet"),
                of(
                        "`merge` of a new entity",
                        Probe.NEW_ITEM,
                        session -> session.merge(new Item(9, "saw", session.getReference(Category.class, 1L)))),
                new Form("`save` of a detached entity (merge)", Probe.ITEM, access -> {
                    Item item = detached(access);
                    item.name = "mallet";
                    access.items().save(item);
                }),
                of("`save` of an unchanged entity", Probe.ITEM, session -> session.merge(session.find(Item.class, 1L))),
                of("move to another group", Probe.ITEM, Form::move),
                of("the same, seen from the group that it moves to", Probe.MOVED, Form::move),
                of(
                        "attribute that is excluded from the version",
                        Probe.ITEM,
                        session -> session.find(Item.class, 1L).remark = "dear"),
                of("`@DynamicUpdate`", Probe.CATEGORY, session -> session.find(Category.class, 1L).colour = "red"),
                of(
                        "element collection, versioned owner",
                        Probe.ITEM,
                        session -> session.find(Item.class, 1L).labels.add("heavy")),
                of(
                        "element collection, unversioned owner",
                        Probe.CATEGORY,
                        session -> session.find(Category.class, 1L).labels.add("new")),
                of(
                        "many-to-many, unversioned owner",
                        Probe.CATEGORY,
                        session -> session.find(Category.class, 1L).featured.add(session.find(Item.class, 2L))),
                of(
                        "cascade to a child",
                        Probe.NOTE,
                        session -> session.find(Item.class, 1L).notes.get(0).text = "worn"),
                of("cascade to a new child, seen from its siblings", Probe.NOTE, session -> {
                    Item item = session.find(Item.class, 1L);
                    item.notes.add(new Note(9, "added", item));
                }),
                of(
                        "orphan removal",
                        Probe.NOTE,
                        session -> session.find(Item.class, 1L).notes.removeIf(note -> note.id == 1)),
                of("delete", Probe.ITEM, session -> session.remove(session.find(Item.class, 1L))),
                new Form(
                        "derived delete (`deleteByName`)",
                        Probe.ITEM,
                        access -> access.inTransaction(session -> access.items().deleteByName("hammer"))),
                of(
                        "ON DELETE CASCADE, row deleted as an entity",
                        Probe.STAMP,
                        session -> session.remove(session.find(Item.class, 1L))),
                of("ON DELETE CASCADE, row deleted by a bulk statement", Probe.STAMP, session -> {
                    session.createMutationQuery("delete from Note n where n.item.id = 1")
                            .executeUpdate();
                    session.createMutationQuery("delete from Item i where i.id = 1")
                            .executeUpdate();
                }),
                of(
                        "JPQL update",
                        Probe.ITEM,
                        session -> session.createMutationQuery("update Item i set i.name = 'mallet' where i.id = 1")
                                .executeUpdate()),
                of(
                        "JPQL delete",
                        Probe.NOTE,
                        session -> session.createMutationQuery("delete from Note n where n.id = 1")
                                .executeUpdate()),
                of(
                        "JPQL insert",
                        Probe.NOTE,
                        session -> session.createMutationQuery(
                                        "insert into Note (id, text, item) select n.id + 10, n.text, n.item from Note n")
                                .executeUpdate()),
                of("criteria update", Probe.ITEM, Form::criteriaUpdate),
                of("criteria delete", Probe.NOTE, Form::criteriaDelete),
                of(
                        "native update",
                        Probe.ITEM,
                        session -> session.createNativeMutationQuery("update item set name = 'mallet' where id = 1")
                                .executeUpdate()),
                of(
                        "native delete",
                        Probe.NOTE,
                        session -> session.createNativeMutationQuery("delete from note where id = 1")
                                .executeUpdate()),
                new Form(
                        "Spring Data `@Modifying` query",
                        Probe.ITEM,
                        access -> access.inTransaction(session -> access.items().rename(1L, "mallet"))),
                new Form("`deleteAllInBatch()`", Probe.ITEM, access -> {
                    access.inTransaction(Form::clearReferences);
                    access.items().deleteAllInBatch();
                }),
                new Form("`deleteAllByIdInBatch(ids)`", Probe.ITEM, access -> {
                    access.inTransaction(Form::clearReferences);
                    access.items().deleteAllByIdInBatch(List.of(1L));
                }),
                of(
                        "`PESSIMISTIC_FORCE_INCREMENT`",
                        Probe.ITEM,
                        session ->
                                session.lock(session.find(Item.class, 1L), LockModeType.PESSIMISTIC_FORCE_INCREMENT)),
                of(
                        "`OPTIMISTIC_FORCE_INCREMENT`",
                        Probe.ITEM,
                        session -> session.lock(session.find(Item.class, 1L), LockModeType.OPTIMISTIC_FORCE_INCREMENT)),
                new Form(
                        "`StatelessSession` insert",
                        Probe.NEW_ITEM,
                        access -> access.statelessInTransaction(
                                session -> session.insert(new Item(9, "saw", session.get(Category.class, 1L))))),
                new Form(
                        "`StatelessSession` update",
                        Probe.ITEM,
                        access -> access.statelessInTransaction(session -> {
                            Item item = session.get(Item.class, 1L);
                            item.name = "mallet";
                            session.update(item);
                        })),
                new Form(
                        "`StatelessSession` upsert",
                        Probe.ITEM,
                        access -> access.statelessInTransaction(session -> {
                            Item item = session.get(Item.class, 1L);
                            item.name = "mallet";
                            session.upsert(item);
                        })),
                new Form(
                        "`StatelessSession` delete",
                        Probe.NOTE,
                        access ->
                                access.statelessInTransaction(session -> session.delete(session.get(Note.class, 1L)))),
                new Form(
                        "`StatelessSession` bulk statement",
                        Probe.ITEM,
                        access -> access.statelessInTransaction(session -> session.createMutationQuery(
                                        "update Item i set i.name = 'mallet' where i.id = 1")
                                .executeUpdate())),
                new Form(
                        "`StatelessSession` update without a transaction",
                        Probe.NOTE,
                        access -> access.stateless(session -> {
                            Note note = session.get(Note.class, 1L);
                            note.text = "worn";
                            session.update(note);
                        })),
                of(
                        "joined inheritance, change of a subtype",
                        Probe.ANIMAL,
                        session -> session.find(Animal.class, 1L).name = "rex"),
                of(
                        "joined inheritance, bulk update of the subtype",
                        Probe.ANIMAL,
                        session -> session.createMutationQuery(
                                        "update Dog d set d.name = 'rex', d.breed = 'mutt' where d.id = 1")
                                .executeUpdate()),
                of(
                        "single table, change of a subtype",
                        Probe.VEHICLE,
                        session -> session.find(Vehicle.class, 1L).name = "van"),
                of(
                        "single table, bulk update of the supertype",
                        Probe.VEHICLE,
                        session -> session.createMutationQuery("update Vehicle v set v.name = 'van' where v.id = 1")
                                .executeUpdate()),
                of(
                        "table per class, change of a subtype",
                        Probe.SHAPE,
                        session -> session.find(Shape.class, 1L).name = "disc"),
                of(
                        "table per class, bulk update of the subtype",
                        Probe.SHAPE,
                        session -> session.createMutationQuery("update Circle c set c.name = 'disc' where c.id = 1")
                                .executeUpdate()),
                of("embedded id", Probe.SLOT, session -> session.find(Slot.class, new Place(1, 1)).name = "full"),
                of(
                        "composite id (`@IdClass`)",
                        Probe.LINE,
                        session -> session.find(Line.class, new LineId(1, 1)).name = "two"),
                of("natural id as key", Probe.BOOK, session -> session.find(Book.class, 1L).name = "second edition"),
                of(
                        "changed natural id, seen from the old one",
                        Probe.BOOK,
                        session -> session.find(Book.class, 1L).isbn = "new"),
                of(
                        "changed natural id, seen from the new one",
                        Probe.REMOVED_BOOK,
                        session -> session.find(Book.class, 1L).isbn = "new"),
                new Form(
                        "commit in `REQUIRES_NEW`, outer rollback",
                        Probe.ITEM,
                        access -> access.rolledBack(outer ->
                                access.inNewTransaction(inner -> inner.find(Item.class, 1L).name = "mallet"))),
                new Form(
                        "rollback in `REQUIRES_NEW`, outer commit",
                        Probe.ITEM,
                        access -> access.inTransaction(outer -> {
                            outer.find(Item.class, 1L).name = "mallet";
                            try {
                                access.inNewTransaction(inner -> {
                                    throw new IllegalStateException("rolled back");
                                });
                            } catch (IllegalStateException e) {
                                // The outer transaction goes on.
                            }
                        })),
                of("rollback to a savepoint, then commit", Probe.ITEM, Form::savepoint),
                new Form(
                        "rollback",
                        Probe.ITEM,
                        access -> access.rolledBack(session -> {
                            session.find(Item.class, 1L).name = "mallet";
                            session.flush();
                        })),
                new Form(
                        "rollback of a bulk statement",
                        Probe.ITEM,
                        access -> access.rolledBack(
                                session -> session.createMutationQuery("update Item i set i.name = 'mallet'")
                                        .executeUpdate())));
    }

    static void fill(Session session) {
        Category tools = new Category(1, "tools");
        Category toys = new Category(2, "toys");
        List.of(tools, toys, new Category(3, "garden")).forEach(session::persist);
        Item hammer = new Item(1, "hammer", tools);
        hammer.notes.add(new Note(1, "used", hammer));
        hammer.notes.add(new Note(2, "oiled", hammer));
        Item ball = new Item(2, "ball", toys);
        ball.notes.add(new Note(3, "flat", ball));
        session.persist(hammer);
        session.persist(ball);
        session.persist(new Warehouse.Stamp(1, hammer));
        for (long id : new long[] {1, 2}) {
            Dog dog = new Dog();
            dog.id = id;
            dog.name = "dog " + id;
            session.persist(dog);
            Warehouse.Car car = new Warehouse.Car();
            car.id = id;
            car.name = "car " + id;
            session.persist(car);
            Circle circle = new Circle();
            circle.id = id;
            circle.name = "circle " + id;
            session.persist(circle);
            Slot slot = new Slot();
            slot.id = new Place(1, (int) id);
            slot.name = "empty";
            session.persist(slot);
            Line line = new Line();
            line.orderNumber = 1;
            line.position = (int) id;
            line.name = "one";
            session.persist(line);
            Book book = new Book();
            book.id = id;
            book.isbn = id == 1 ? "one" : "two";
            book.name = "first edition";
            session.persist(book);
        }
    }

    private static Form of(String name, Map<Role, Probe> probes, Consumer<Session> work) {
        return new Form(name, probes, access -> access.inTransaction(work));
    }

    private static void move(Session session) {
        session.find(Item.class, 1L).category = session.getReference(Category.class, 2L);
    }

    private static Item detached(Access access) {
        try (var session = access.entityManagerFactory().createEntityManager()) {
            Item item = session.find(Item.class, 1L);
            Hibernate.initialize(item.labels);
            Hibernate.initialize(item.notes);
            return item;
        }
    }

    private static void clearReferences(Session session) {
        session.createMutationQuery("delete from Stamp s").executeUpdate();
        session.createMutationQuery("delete from Note n").executeUpdate();
    }

    private static void criteriaUpdate(Session session) {
        CriteriaUpdate<Item> update = session.getCriteriaBuilder().createCriteriaUpdate(Item.class);
        var item = update.from(Item.class);
        update.set("name", "mallet").where(session.getCriteriaBuilder().equal(item.get("id"), 1L));
        session.createMutationQuery(update).executeUpdate();
    }

    private static void criteriaDelete(Session session) {
        CriteriaDelete<Note> delete = session.getCriteriaBuilder().createCriteriaDelete(Note.class);
        var note = delete.from(Note.class);
        delete.where(session.getCriteriaBuilder().equal(note.get("id"), 1L));
        session.createMutationQuery(delete).executeUpdate();
    }

    private static void savepoint(Session session) {
        session.doWork(connection -> {
            Savepoint savepoint = connection.setSavepoint();
            session.find(Item.class, 1L).name = "mallet";
            session.flush();
            connection.rollback(savepoint);
        });
    }
}
