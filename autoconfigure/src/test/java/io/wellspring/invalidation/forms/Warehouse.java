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

import io.wellspring.annotation.InvalidatedBy;
import io.wellspring.annotation.ReadThrough;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.OptimisticLock;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.repository.Repository;

/** Entities of every kind of mapping, and two views of each: through the cache, and past it. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EntityScan(basePackageClasses = Warehouse.class)
@EnableJpaRepositories(basePackageClasses = Warehouse.class, considerNestedRepositories = true)
class Warehouse {

    @Entity(name = "Category")
    @DynamicUpdate
    static class Category {
        @Id
        Long id;

        String name;
        String colour;

        @ElementCollection
        Set<String> labels = new HashSet<>();

        @ManyToMany
        Set<Item> featured = new HashSet<>();

        protected Category() {}

        Category(long id, String name) {
            this.id = id;
            this.name = name;
        }

        public Long getId() {
            return id;
        }

        public String getName() {
            return name;
        }
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        Long id;

        @Version
        long version;

        String name;

        @OptimisticLock(excluded = true)
        String remark;

        @ManyToOne(fetch = FetchType.LAZY)
        Category category;

        @ElementCollection
        Set<String> labels = new HashSet<>();

        @OneToMany(mappedBy = "item", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Note> notes = new ArrayList<>();

        protected Item() {}

        Item(long id, String name, Category category) {
            this.id = id;
            this.name = name;
            this.category = category;
        }

        public Long getId() {
            return id;
        }

        public String getName() {
            return name;
        }

        public Category getCategory() {
            return category;
        }

        String state() {
            return id + " " + name + " " + remark;
        }
    }

    @Entity(name = "Note")
    static class Note {
        @Id
        Long id;

        String text;

        @ManyToOne(fetch = FetchType.LAZY)
        Item item;

        protected Note() {}

        Note(long id, String text, Item item) {
            this.id = id;
            this.text = text;
            this.item = item;
        }

        public Item getItem() {
            return item;
        }
    }

    /** Goes with its item: the database sees to it, and Hibernate knows no collection of them. */
    @Entity(name = "Stamp")
    static class Stamp {
        @Id
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        @OnDelete(action = OnDeleteAction.CASCADE)
        Item item;

        protected Stamp() {}

        Stamp(long id, Item item) {
            this.id = id;
            this.item = item;
        }
    }

    @Entity(name = "Animal")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Animal {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Dog")
    static class Dog extends Animal {
        String breed;
    }

    @Entity(name = "Cat")
    static class Cat extends Animal {
        int lives;
    }

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    static class Vehicle {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Car")
    static class Car extends Vehicle {
        Integer doors;
    }

    @Entity(name = "Shape")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    static class Shape {
        @Id
        Long id;

        String name;
    }

    @Entity(name = "Circle")
    static class Circle extends Shape {
        Integer radius;
    }

    @Embeddable
    record Place(int hall, int rack) {}

    @Entity(name = "Slot")
    static class Slot {
        @EmbeddedId
        Place id;

        String name;

        public Place getId() {
            return id;
        }
    }

    static class LineId implements Serializable {
        private static final long serialVersionUID = 1L;
        Integer orderNumber;
        Integer position;

        LineId() {}

        LineId(int orderNumber, int position) {
            this.orderNumber = orderNumber;
            this.position = position;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LineId that
                    && that.orderNumber.equals(orderNumber)
                    && that.position.equals(position);
        }

        @Override
        public int hashCode() {
            return 31 * orderNumber + position;
        }
    }

    @Entity(name = "Line")
    @IdClass(LineId.class)
    static class Line {
        @Id
        Integer orderNumber;

        @Id
        Integer position;

        String name;
    }

    @Entity(name = "Book")
    static class Book {
        @Id
        Long id;

        @NaturalId(mutable = true)
        String isbn;

        String name;

        public String getIsbn() {
            return isbn;
        }
    }

    record Row(Long id, String name, String category) {}

    interface Items extends JpaRepository<Item, Long> {
        @ReadThrough("item")
        @Override
        Optional<Item> findById(Long id);

        @ReadThrough("itemsOfCategory")
        @InvalidatedBy(entity = Item.class, key = "#entity.category.id")
        List<Item> findByCategoryId(Long category);

        /** Says nothing of what it reads: that is observed. */
        @ReadThrough("rows")
        @Query("select new io.wellspring.invalidation.forms.Warehouse$Row(i.id, i.name, c.name)"
                + " from Item i left join i.category c order by i.id")
        List<Row> rows();

        @ReadThrough("names")
        @Query(value = "select name from item order by id", nativeQuery = true)
        List<String> names();

        @Modifying
        @Query("update Item i set i.name = :name, i.version = i.version + 1 where i.id = :id")
        int rename(Long id, String name);

        void deleteByName(String name);
    }

    interface Categories extends Repository<Category, Long> {
        @ReadThrough("category")
        @Query("select c from Category c left join fetch c.labels left join fetch c.featured where c.id = :id")
        Optional<Category> findLoaded(Long id);

        @ReadThrough("categoryCount")
        long count();
    }

    interface Notes extends Repository<Note, Long> {
        @ReadThrough("note")
        Optional<Note> findById(Long id);

        @ReadThrough("notesOfItem")
        @InvalidatedBy(entity = Note.class, key = "#entity.item.id")
        List<Note> findByItemId(Long item);

        @ReadThrough("noteCount")
        long count();
    }

    interface Stamps extends Repository<Stamp, Long> {
        @ReadThrough("stamp")
        Optional<Stamp> findById(Long id);

        @ReadThrough("stampCount")
        long count();
    }

    interface Animals extends Repository<Animal, Long> {
        @ReadThrough("animal")
        Optional<Animal> findById(Long id);

        @ReadThrough("animalNames")
        @Query("select a.name from Animal a order by a.id")
        List<String> names();
    }

    interface Vehicles extends Repository<Vehicle, Long> {
        @ReadThrough("vehicle")
        Optional<Vehicle> findById(Long id);

        @ReadThrough("vehicleNames")
        @Query("select a.name from Vehicle a order by a.id")
        List<String> names();
    }

    interface Shapes extends Repository<Shape, Long> {
        @ReadThrough("shape")
        Optional<Shape> findById(Long id);

        @ReadThrough("shapeNames")
        @Query("select a.name from Shape a order by a.id")
        List<String> names();
    }

    interface Slots extends Repository<Slot, Place> {
        @ReadThrough("slot")
        Optional<Slot> findById(Place id);
    }

    interface Lines extends Repository<Line, LineId> {
        @ReadThrough("line")
        Optional<Line> findById(LineId id);
    }

    interface Books extends Repository<Book, Long> {
        @ReadThrough("bookByIsbn")
        @InvalidatedBy(entity = Book.class, key = "#entity.isbn")
        Optional<Book> findByIsbn(String isbn);
    }
}
