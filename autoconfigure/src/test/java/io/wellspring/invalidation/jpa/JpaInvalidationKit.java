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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.EntryState;
import io.wellspring.engine.ReadThroughCache;
import io.wellspring.engine.ReadThroughCaches;
import io.wellspring.invalidation.Invalidations;
import io.wellspring.invalidation.jpa.Shop.Categories;
import io.wellspring.invalidation.jpa.Shop.Category;
import io.wellspring.invalidation.jpa.Shop.Product;
import io.wellspring.invalidation.jpa.Shop.Products;
import io.wellspring.invalidation.jpa.Shop.Review;
import io.wellspring.key.Keys;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.LazyInitializationException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.domain.PageRequest;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What every database must show: a change through Hibernate invalidates what it must, and nothing old comes back. */
@SpringBootTest(
        classes = Shop.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.jpa.hibernate.ddl-auto=create-drop",
            "spring.jpa.properties.hibernate.generate_statistics=true",
            "logging.level.org.hibernate.engine.internal.StatisticalLoggingSessionEventListener=off"
        })
abstract class JpaInvalidationKit {

    @Autowired
    private Products products;

    @Autowired
    private Categories categories;

    @Autowired
    private ReadThroughCaches caches;

    @Autowired
    private CacheRegistry registry;

    @Autowired
    private Invalidations invalidations;

    @Autowired
    private EntityManager entityManager;

    @Autowired
    private EntityManagerFactory entityManagerFactory;

    @Autowired
    private Shop.Loaders loaders;

    private TransactionTemplate transaction;
    private TransactionTemplate readOnly;
    private Long id;
    private Long otherId;

    @Autowired
    void transactionsOf(PlatformTransactionManager transactionManager) {
        transaction = new TransactionTemplate(transactionManager);
        readOnly = new TransactionTemplate(transactionManager);
        readOnly.setReadOnly(true);
    }

    @BeforeEach
    void twoProductsInTwoCategories() {
        transaction.executeWithoutResult(status -> {
            products.findAll().forEach(products::delete);
            categories.findAll().forEach(categories::delete);
        });
        Category tools = categories.save(new Category("Tools"));
        Category toys = categories.save(new Category("Toys"));
        Product product = new Product("hammer", tools);
        product.labels.add("heavy");
        product.reviews.add(new Review(product, "hits the nail"));
        id = products.save(product).getId();
        otherId = products.save(new Product("ball", toys)).getId();
        registry.names().forEach(name -> registry.known(name).clear());
    }

    @Test
    void aHitAsksNothingOfTheDatabaseAndOpensNoTransaction() {
        Statistics statistics = statistics();
        assertThat(products.findById(id)).isPresent();
        long statements = statistics.getPrepareStatementCount();
        long transactions = statistics.getTransactionCount();
        assertThat(products.findById(id)).get().extracting(Product::getName).isEqualTo("hammer");
        assertThat(statistics.getPrepareStatementCount()).isEqualTo(statements);
        assertThat(statistics.getTransactionCount()).isEqualTo(transactions);
    }

    @Test
    void aCommittedChangeInvalidatesTheEntryWithItsIdAndNoOther() {
        products.findById(id);
        products.findById(otherId);
        rename(id, "mallet");
        assertThat(cached(otherId)).isTrue();
        assertThat(cached(id)).isFalse();
        assertThat(products.findById(id)).get().extracting(Product::getName).isEqualTo("mallet");
    }

    @Test
    void aCommittedChangeInvalidatesWhatWasComputedFromItsType() {
        products.findByCategoryName("Tools");
        products.findByNameStartingWith("ha", PageRequest.of(0, 5));
        assertThat(products.countByNameStartingWith("ha")).isEqualTo(1);
        rename(id, "mallet");
        assertThat(products.findByCategoryName("Tools"))
                .extracting(Product::getName)
                .containsExactly("mallet");
        assertThat(products.findByNameStartingWith("ha", PageRequest.of(0, 5))).isEmpty();
        assertThat(products.countByNameStartingWith("ha")).isZero();
    }

    @Test
    void insertAndDeleteInvalidateToo() {
        assertThat(products.findByCategoryName("Toys")).hasSize(1);
        Long added = transaction.execute(
                status -> products.save(new Product("doll", category("Toys"))).getId());
        assertThat(products.findByCategoryName("Toys")).hasSize(2);
        assertThat(products.findById(added)).isPresent();
        products.deleteById(added);
        assertThat(products.findById(added)).isEmpty();
        assertThat(products.findByCategoryName("Toys")).hasSize(1);
    }

    @Test
    void anAbsentEntryFallsWhenItsRowComes() {
        Long next = id + 1_000_000;
        assertThat(products.findById(next)).isEmpty();
        assertThat(cached(next)).isTrue();
        invalidations.changed(Product.class, next);
        assertThat(cached(next)).isFalse();
    }

    @Test
    void anUncommittedChangeInvalidatesNothing() {
        products.findById(id);
        transaction.executeWithoutResult(status -> {
            entityManager.find(Product.class, id).name = "mallet";
            entityManager.flush();
            assertThat(cached(id)).as("the transaction itself does not see it").isFalse();
            assertThat(registry.known("product").held(id)).isNotNull();
        });
        assertThat(cached(id)).isFalse();
    }

    @Test
    void aRollbackInvalidatesNothing() {
        products.findById(id);
        products.findByCategoryName("Tools");
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    entityManager.find(Product.class, id).name = "mallet";
                    entityManager.flush();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(cached(id)).isTrue();
        assertThat(registry.known("productsByCategory").hit("Tools")).isNotNull();
        assertThat(products.findById(id)).get().extracting(Product::getName).isEqualTo("hammer");
    }

    @Test
    void anInnerTransactionInvalidatesByItself() {
        products.findById(id);
        products.findById(otherId);
        TransactionTemplate inner = new TransactionTemplate(transaction.getTransactionManager());
        inner.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        transaction.executeWithoutResult(status -> {
            entityManager.find(Product.class, otherId).name = "rolled back";
            entityManager.flush();
            inner.executeWithoutResult(nested -> entityManager.find(Product.class, id).name = "mallet");
            assertThat(cached(id)).isFalse();
            status.setRollbackOnly();
        });
        assertThat(cached(otherId)).isTrue();
    }

    @Test
    void twoTransactionsOfOneSessionInvalidateEach() {
        try (EntityManager session = entityManagerFactory.createEntityManager()) {
            for (String name : List.of("first", "second")) {
                products.findById(id);
                session.getTransaction().begin();
                session.find(Product.class, id).name = name;
                session.getTransaction().commit();
                assertThat(products.findById(id))
                        .get()
                        .extracting(Product::getName)
                        .isEqualTo(name);
            }
        }
    }

    @Test
    void aStatelessSessionInvalidatesInATransaction() {
        products.findById(id);
        try (StatelessSession session =
                entityManagerFactory.unwrap(SessionFactory.class).openStatelessSession()) {
            session.beginTransaction();
            Product product = session.get(Product.class, id);
            product.name = "mallet";
            session.update(product);
            session.getTransaction().commit();
        }
        assertThat(products.findById(id)).get().extracting(Product::getName).isEqualTo("mallet");
    }

    @Test
    void anUpsertInvalidates() {
        products.findByCategoryName("Tools");
        try (StatelessSession session =
                entityManagerFactory.unwrap(SessionFactory.class).openStatelessSession()) {
            session.beginTransaction();
            Product product = session.get(Product.class, id);
            product.name = "mallet";
            session.upsert(product);
            session.getTransaction().commit();
        }
        assertThat(products.findByCategoryName("Tools"))
                .extracting(Product::getName)
                .containsExactly("mallet");
    }

    @Test
    void aSessionThatIsOlderThanACommitDoesNotBringTheOldValueBack() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (EntityManager old = entityManagerFactory.createEntityManager()) {
            TransactionSynchronizationManager.bindResource(entityManagerFactory, new EntityManagerHolder(old));
            try {
                assertThat(old.find(Product.class, id).getName()).isEqualTo("hammer");
                other.submit(() -> rename(id, "mallet")).get();
                assertThat(products.findById(id))
                        .as("its first-level cache answers, as without a cache")
                        .get()
                        .extracting(Product::getName)
                        .isEqualTo("hammer");
                assertThat(other.submit(() -> products.findById(id).map(Product::getName))
                                .get())
                        .as("and nobody else gets that")
                        .contains("mallet");
            } finally {
                TransactionSynchronizationManager.unbindResource(entityManagerFactory);
            }
        }
        other.shutdown();
    }

    @Test
    void aReadOnlyTransactionThatIsOlderThanACommitDoesNotBringTheOldValueBack() {
        ExecutorService other = Executors.newSingleThreadExecutor();
        readOnly.executeWithoutResult(status -> {
            entityManager.find(Product.class, id);
            try {
                other.submit(() -> rename(id, "mallet")).get();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            products.findById(id);
            products.findByCategoryName("Tools");
        });
        assertThat(products.findById(id)).get().extracting(Product::getName).isEqualTo("mallet");
        assertThat(products.findByCategoryName("Tools"))
                .extracting(Product::getName)
                .containsExactly("mallet");
        other.shutdown();
    }

    @Test
    void aReadOnlyTransactionFillsTheCache() {
        readOnly.executeWithoutResult(status -> products.findById(id));
        assertThat(cached(id)).isTrue();
    }

    @Test
    void aReadByIdAndMoreIsNotTakenForAReadById() {
        assertThat(loaders.deep(id, true).getName()).isEqualTo("hammer");
        assertThat(registry.known("deep").hit(Keys.of(id, true)))
                .as("the first load is stored: no id was expected of it")
                .isNotNull();
        rename(id, "mallet");
        assertThat(loaders.deep(id, true).getName()).isEqualTo("mallet");
    }

    @Test
    void readsByIdThatShareACacheStayApartAndFallTogether() {
        assertThat(loaders.plain(id).getName()).isEqualTo("hammer");
        assertThat(loaders.detailed(id).getName()).isEqualTo("hammer, in detail");
        loaders.plain(otherId);
        long before = registry.known("twoWays").statistics().hits();
        rename(id, "mallet");
        assertThat(loaders.plain(id).getName()).isEqualTo("mallet");
        assertThat(loaders.detailed(id).getName()).isEqualTo("mallet, in detail");
        assertThat(registry.known("twoWays").statistics().hits()).isEqualTo(before);
        loaders.plain(otherId);
        assertThat(registry.known("twoWays").statistics().hits())
                .as("the other entry stayed")
                .isEqualTo(before + 1);
    }

    @Test
    void aLoaderRunsInTheCallersThreadOnlyWithinATransaction() {
        String here = Thread.currentThread().getName();
        assertThat(readOnly.<Object>execute(status -> caches.get("thread:in"))).isEqualTo(here);
        assertThat(caches.get("thread:out")).asString().startsWith("wellspring-load-");
    }

    @Test
    void nothingIsStoredOfWhatATransactionReadThatMayWrite() {
        transaction.executeWithoutResult(status -> {
            entityManager.find(Product.class, id).name = "handle";
            assertThat(products.countByNameStartingWith("handle")).isEqualTo(1);
            assertThat(((Product) caches.get("loadedProduct:" + id)).getName()).isEqualTo("handle");
            status.setRollbackOnly();
        });
        assertThat(products.countByNameStartingWith("handle")).isZero();
        assertThat(((Product) caches.get("loadedProduct:" + id)).getName()).isEqualTo("hammer");
    }

    @Test
    void aCallToAFragmentOfARepositoryIsCachedOnce() {
        long before = registry.known("described").statistics().hits();
        assertThat(products.describe("x")).isEqualTo("described x");
        assertThat(products.describe("x")).isEqualTo("described x");
        assertThat(registry.known("described").statistics().hits()).isEqualTo(before + 1);
    }

    @Test
    void aProjectionIsCached() {
        long before = registry.known("views").statistics().hits();
        assertThat(products.findViewByName("hammer"))
                .extracting(Shop.NameView::getName)
                .containsExactly("hammer");
        products.findViewByName("hammer");
        assertThat(registry.known("views").statistics().hits()).isEqualTo(before + 1);
    }

    @Test
    void aChangedCollectionInvalidatesAnOwnerWithoutAVersionToo() {
        Long tools = category("Tools").getId();
        categories.findById(tools);
        assertThat(registry.known("category").hit(tools)).isNotNull();
        transaction.executeWithoutResult(
                status -> entityManager.find(Category.class, tools).labels.add("sharp"));
        assertThat(registry.known("category").hit(tools)).isNull();
    }

    @Test
    void aChangedCollectionInvalidatesItsOwner() {
        assertThat(labels()).containsExactly("heavy");
        transaction.executeWithoutResult(
                status -> entityManager.find(Product.class, id).labels.add("steel"));
        assertThat(cached(id)).isFalse();
    }

    @Test
    void aLoadThatReadBeforeTheCommitDoesNotBringTheOldValueBack() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch committed = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        Future<Object> loader = other.submit(() -> {
            try {
                return registry.known("product").get(id, inCaller(() -> {
                    Product old = readOnly.execute(status -> products.findAllById(List.of(id)))
                            .get(0);
                    read.countDown();
                    committed.await();
                    return old;
                }));
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
        read.await();
        rename(id, "mallet");
        committed.countDown();
        assertThat(((Product) loader.get()).getName()).isEqualTo("hammer");
        assertThat(products.findById(id)).get().extracting(Product::getName).isEqualTo("mallet");
        other.shutdown();
    }

    @Test
    void aTransactionThatMayWriteGetsManagedEntities() {
        products.findById(id);
        transaction.executeWithoutResult(status -> products.findById(id).orElseThrow().name = "mallet");
        assertThat(products.findById(id)).get().extracting(Product::getName).isEqualTo("mallet");
    }

    @Test
    void aTransactionThatMayNotWriteReadsTheCache() {
        products.findById(id);
        long statements = statistics().getPrepareStatementCount();
        readOnly.executeWithoutResult(
                status -> assertThat(products.findById(id)).isPresent());
        assertThat(statistics().getPrepareStatementCount()).isEqualTo(statements);
    }

    @Test
    void aCallerChangesHisCopyAndNobodyElses() {
        products.findById(id).orElseThrow().name = "changed by the one who loaded";
        products.findById(id).orElseThrow().name = "changed by one who hit";
        assertThat(products.findById(id)).get().extracting(Product::getName).isEqualTo("hammer");
        products.findByCategoryName("Tools").clear();
        products.findByCategoryName("Tools").get(0).name = "changed in the list";
        assertThat(products.findByCategoryName("Tools"))
                .extracting(Product::getName)
                .containsExactly("hammer");
    }

    @Test
    void whatWasNotLoadedStaysSoAndSaysSo() {
        products.findById(id);
        Product hit = products.findById(id).orElseThrow();
        assertThat(hit.category.getId())
                .as("the id of a lazy association is known")
                .isNotNull();
        assertThatThrownBy(() -> hit.category.getName())
                .isInstanceOf(LazyInitializationException.class)
                .hasMessageContaining("Category");
        assertThatThrownBy(() -> hit.reviews.size())
                .isInstanceOf(LazyInitializationException.class)
                .hasMessageContaining("reviews");
        assertThatThrownBy(() -> hit.labels.iterator()).isInstanceOf(LazyInitializationException.class);
    }

    @Test
    void whatIsLazyIsCutFromASessionThatIsStillOpen() {
        readOnly.executeWithoutResult(status -> {
            Product loaded = products.findById(id).orElseThrow();
            Product hit = products.findById(id).orElseThrow();
            assertThat(hit).isNotSameAs(loaded);
            assertThatThrownBy(() -> hit.reviews.size()).isInstanceOf(LazyInitializationException.class);
            assertThatThrownBy(() -> hit.category.getName()).isInstanceOf(LazyInitializationException.class);
            assertThat(loaded.reviews)
                    .as("the caller who loaded has his session")
                    .hasSize(1);
        });
    }

    @Test
    void mergingACopyChangesWhatWasChangedAndKeepsWhatWasNotLoaded() {
        products.findById(id);
        Product hit = products.findById(id).orElseThrow();
        hit.name = "mallet";
        products.save(hit);
        transaction.executeWithoutResult(status -> {
            Product row = entityManager.find(Product.class, id);
            assertThat(row.name).isEqualTo("mallet");
            assertThat(row.reviews).hasSize(1);
            assertThat(row.labels).containsExactly("heavy");
            assertThat(row.category.getName()).isEqualTo("Tools");
        });
        assertThat(products.findById(id)).get().extracting(Product::getName).isEqualTo("mallet");
    }

    @Test
    void anEntryCarriesTheVersionOfItsEntity() {
        products.findById(id);
        ReadThroughCache<Long, Product> cache = caches.cache("product", Long.class, Product.class);
        long before = cache.entry(id).map(EntryState::version).orElseThrow();
        rename(id, "mallet");
        products.findById(id);
        assertThat(cache.entry(id).map(EntryState::version)).contains(before + 1);
    }

    @Test
    void aLoaderWhoseParameterIsNamedAfterTheIdLoadsById() {
        caches.get("loadedProduct:" + id);
        caches.get("loadedProduct:" + otherId);
        rename(id, "mallet");
        assertThat(registry.known("loadedProduct").hit(otherId)).isNotNull();
        assertThat(((Product) caches.get("loadedProduct:" + id)).getName()).isEqualTo("mallet");
    }

    @Test
    void aLoaderOfManyLoadsByIdToo() {
        ReadThroughCache<Long, Product> cache = caches.cache("loadedProducts", Long.class, Product.class);
        assertThat(cache.getAll(List.of(id, otherId))).containsOnlyKeys(id, otherId);
        rename(id, "mallet");
        assertThat(registry.known("loadedProducts").hit(otherId)).isNotNull();
        assertThat(cache.getAll(List.of(id, otherId)).get(id).getName()).isEqualTo("mallet");
    }

    @Test
    void aLoaderThatOnlySeemsToLoadByIdIsFoundOut() {
        Product first = (Product) caches.get("misnamed:777");
        rename(first.getId(), "mallet");
        assertThat(((Product) caches.get("misnamed:777")).getName()).isEqualTo("mallet");
    }

    @Test
    void aQueryWithAParameterNamedIdIsNotTakenForAReadById() {
        Category tools = products.findCategory(id);
        assertThat(tools.getName()).isEqualTo("Tools");
        transaction.executeWithoutResult(
                status -> entityManager.find(Category.class, tools.getId()).name = "Hand tools");
        assertThat(products.findCategory(id).getName()).isEqualTo("Hand tools");
    }

    @Test
    void changesThatNothingReportsAreAnnouncedByHand() {
        products.findById(id);
        products.findByCategoryName("Tools");
        transaction.executeWithoutResult(status -> entityManager
                .createNativeQuery("update product set name = 'mallet' where id = ?")
                .setParameter(1, id)
                .executeUpdate());
        invalidations.changed(Product.class, id);
        assertThat(products.findById(id)).get().extracting(Product::getName).isEqualTo("mallet");
        assertThat(products.findByCategoryName("Tools"))
                .extracting(Product::getName)
                .containsExactly("mallet");
        products.findById(otherId);
        invalidations.changed(Product.class);
        assertThat(cached(otherId)).isFalse();
    }

    @Test
    void theEndpointsDescriptionOfACacheNamesItsMethodAndTypes() {
        assertThat(registry.known("product").loaders().of(id).description()).isEqualTo("Products.findById(Long)");
        assertThat(registry.known("product").dependencies().declared()).containsExactly(Product.class);
        assertThat(registry.known("categoryOfProduct").dependencies().declared())
                .containsExactly(Category.class);
    }

    private void rename(Long product, String name) {
        transaction.executeWithoutResult(status -> entityManager.find(Product.class, product).name = name);
    }

    private Category category(String name) {
        return categories.findAll().stream()
                .filter(category -> category.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private java.util.Set<String> labels() {
        products.findById(id);
        return transaction.execute(status -> new java.util.HashSet<>(entityManager.find(Product.class, id).labels));
    }

    private boolean cached(Long product) {
        return registry.known("product").hit(product) != null;
    }

    private Statistics statistics() {
        return entityManagerFactory.unwrap(SessionFactory.class).getStatistics();
    }

    private static io.wellspring.engine.Loader inCaller(java.util.concurrent.Callable<Object> load) {
        return new io.wellspring.engine.Loader() {
            @Override
            public Object load(Object key, io.wellspring.engine.LoadContext<Object> context) throws Exception {
                return load.call();
            }

            @Override
            public boolean inCaller() {
                return true;
            }
        };
    }
}
