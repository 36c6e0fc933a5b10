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

import io.wellspring.annotation.CacheLoader;
import io.wellspring.annotation.ReadThrough;
import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.persistenceunit.PersistenceManagedTypes;

/** A small shop for the tests: entities with lazy parts, repositories with caches. */
@SpringBootConfiguration
@EnableAutoConfiguration
@EnableJpaRepositories(
        basePackageClasses = Shop.class,
        considerNestedRepositories = true,
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.jpa\\.forms\\..*"))
class Shop {

    @Entity(name = "Category")
    static class Category {
        @Id
        @GeneratedValue
        Long id;

        String name;

        @ElementCollection
        Set<String> labels = new HashSet<>();

        protected Category() {}

        Category(String name) {
            this.name = name;
        }

        public Long getId() {
            return id;
        }

        public String getName() {
            return name;
        }
    }

    @Entity(name = "Product")
    static class Product {
        @Id
        @GeneratedValue
        Long id;

        @Version
        long version;

        String name;

        @ManyToOne(fetch = FetchType.LAZY)
        Category category;

        @OneToMany(mappedBy = "product", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Review> reviews = new ArrayList<>();

        @ElementCollection
        Set<String> labels = new HashSet<>();

        protected Product() {}

        Product(String name, Category category) {
            this.name = name;
            this.category = category;
        }

        public Long getId() {
            return id;
        }

        public String getName() {
            return name;
        }
    }

    @Entity(name = "Review")
    static class Review {
        @Id
        @GeneratedValue
        Long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Product product;

        String text;

        protected Review() {}

        Review(Product product, String text) {
            this.product = product;
            this.text = text;
        }
    }

    interface NameView {
        String getName();
    }

    interface Descriptions {
        @ReadThrough("described")
        String describe(String what);
    }

    static class DescriptionsImpl implements Descriptions {
        @Override
        public String describe(String what) {
            return "described " + what;
        }
    }

    interface Products extends JpaRepository<Product, Long>, Descriptions {

        @ReadThrough(value = "views", dependsOn = Product.class)
        List<NameView> findViewByName(String name);

        @ReadThrough("product")
        @Override
        Optional<Product> findById(Long id);

        @ReadThrough("productsByCategory")
        List<Product> findByCategoryName(String name);

        @ReadThrough("productPage")
        Page<Product> findByNameStartingWith(String prefix, Pageable pageable);

        @ReadThrough(value = "productCount", dependsOn = Product.class)
        long countByNameStartingWith(String prefix);

        @ReadThrough("categoryOfProduct")
        @org.springframework.data.jpa.repository.Query("select p.category from Product p where p.id = :id")
        Category findCategory(Long id);
    }

    interface Categories extends JpaRepository<Category, Long> {

        @ReadThrough("category")
        @Override
        Optional<Category> findById(Long id);
    }

    /** Loads by methods whose parameters are named after ids, one rightly and one not. */
    static class Loaders {

        private final Products products;

        Loaders(Products products) {
            this.products = products;
        }

        @CacheLoader("loadedProduct")
        Product load(Long productId) {
            return products.findAllById(List.of(productId)).stream().findFirst().orElse(null);
        }

        @ReadThrough("deep")
        public Product deep(Long id, boolean really) {
            return products.findAllById(List.of(id)).get(0);
        }

        @ReadThrough("twoWays")
        public Product plain(Long id) {
            return products.findAllById(List.of(id)).get(0);
        }

        @ReadThrough("twoWays")
        public Product detailed(Long id) {
            Product product = products.findAllById(List.of(id)).get(0);
            product.name += ", in detail";
            return product;
        }

        @CacheLoader("loadedProducts")
        Map<Long, Product> loadAll(Collection<Long> productIds) {
            return products.findAllById(productIds).stream()
                    .collect(Collectors.toMap(Product::getId, product -> product));
        }

        @CacheLoader("thread")
        String thread(String key) {
            return Thread.currentThread().getName();
        }

        @CacheLoader("misnamed")
        Product first(Long id) {
            return products.findAll(Sort.by("id")).get(0);
        }
    }

    /** Named one by one: the packages below have shops of their own. */
    @Bean
    static PersistenceManagedTypes entities() {
        return PersistenceManagedTypes.of(Category.class.getName(), Product.class.getName(), Review.class.getName());
    }

    @Bean
    Loaders loaders(Products products) {
        return new Loaders(products);
    }
}
