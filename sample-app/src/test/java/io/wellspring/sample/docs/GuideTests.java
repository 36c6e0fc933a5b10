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
package io.wellspring.sample.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.annotation.CacheLoader;
import io.wellspring.annotation.InvalidatedBy;
import io.wellspring.annotation.ReadThrough;
import io.wellspring.engine.EntryState;
import io.wellspring.engine.LoadContext;
import io.wellspring.engine.ReadThroughCache;
import io.wellspring.engine.ReadThroughCaches;
import io.wellspring.invalidation.Invalidations;
import io.wellspring.sample.shop.Price;
import io.wellspring.sample.shop.Product;
import io.wellspring.sample.shop.ProductDraft;
import io.wellspring.sample.shop.ProductService;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.support.JpaRepositoryFactory;
import org.springframework.data.repository.Repository;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** The examples of the guide, at work. */
@SpringBootTest(properties = "shop.products=200")
@Import({
    GuideTests.Catalogue.class,
    GuideTests.Offers.class,
    GuideTests.Labels.class,
    GuideTests.StockLoader.class,
    GuideTests.RateLoader.class,
    GuideTests.PriceImport.class,
    GuideTests.PriceListener.class,
    GuideTests.Ratings.class
})
class GuideTests {

    /** Is here to be compiled; the repository of the shop is the one that runs. */
    interface ProductRepository extends JpaRepository<Product, Long> {

        @Override
        @ReadThrough("product")
        Optional<Product> findById(Long id);

        @ReadThrough("productsByCategory")
        List<Product> findByCategoryName(String category);
    }

    /** Shares its cache with the repository of the shop. */
    interface Baskets extends Repository<Product, Long> {

        @ReadThrough("product")
        List<Product> findAllById(Iterable<Long> ids);
    }

    record Label(long productId, String text) {}

    @Service
    static class Labels {

        private final JdbcClient jdbc;

        Labels(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @ReadThrough(cache = "label", key = "#result.productId", dependsOn = Product.class)
        public List<Label> labels(Collection<Long> productIds) {
            return jdbc.sql("select id, name from product where id in (:ids)")
                    .param("ids", productIds)
                    .query((row, number) -> new Label(row.getLong("id"), row.getString("name")))
                    .list();
        }

        @ReadThrough(cache = "categoryOf", dependsOn = Product.class)
        public Map<Long, String> categoriesOf(Set<Long> productIds) {
            Map<Long, String> categories = new HashMap<>();
            jdbc.sql("select p.id, c.name from product p join category c on c.id = p.category_id where p.id in (:ids)")
                    .param("ids", productIds)
                    .query(row -> {
                        categories.put(row.getLong("id"), row.getString("name"));
                    });
            return categories;
        }
    }

    record Size(String category, long products) {}

    interface Shelves extends Repository<Product, Long> {

        @ReadThrough("shelf")
        @InvalidatedBy(entity = Product.class, key = "#entity.category.name")
        List<Product> findByCategoryName(String category);

        @ReadThrough("sizes")
        @Query("select p.category.name, count(p) from Product p group by p.category.name order by p.category.name")
        List<Size> sizes();
    }

    @Service
    static class Catalogue {

        private final JdbcClient jdbc;

        Catalogue(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @ReadThrough(cache = "categorySize", ttl = "1h", dependsOn = Product.class)
        public Size sizeOf(String category) {
            long products = jdbc.sql("select count(*) from product p join category c on c.id = p.category_id"
                            + " where c.name = ?")
                    .param(category)
                    .query(Long.class)
                    .single();
            return new Size(category, products);
        }

        @ReadThrough(cache = "search", key = "#text.toLowerCase()", condition = "#text.length() > 2")
        public List<String> search(String text) {
            return jdbc.sql("select name from product where lower(name) like ? order by name limit 10")
                    .param("%" + text.toLowerCase(Locale.ROOT) + "%")
                    .query(String.class)
                    .list();
        }
    }

    @Service
    static class Offers {

        private final JdbcClient jdbc;

        private final Invalidations invalidations;

        Offers(JdbcClient jdbc, Invalidations invalidations) {
            this.jdbc = jdbc;
            this.invalidations = invalidations;
        }

        @ReadThrough(
                cache = "cheapest",
                dependsOn = {Price.class, Product.class},
                tags = "category:#{#category}")
        public BigDecimal cheapest(String category) {
            return jdbc.sql("select min(amount) from price where product_id in (select p.id from product p"
                            + " join category c on c.id = p.category_id where c.name = ?)")
                    .param(category)
                    .query(BigDecimal.class)
                    .single();
        }

        @Transactional
        public void discount(String category, BigDecimal factor) {
            jdbc.sql("update price set amount = amount * ? where product_id in (select p.id from product p"
                            + " join category c on c.id = p.category_id where c.name = ?)")
                    .params(factor, category)
                    .update();
            invalidations.tag("category:" + category);
        }
    }

    @Component
    static class StockLoader {

        private final JdbcClient jdbc;

        StockLoader(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @CacheLoader("stock")
        Map<Long, Integer> loadAll(Collection<Long> productIds) {
            Map<Long, Integer> quantities = new HashMap<>();
            jdbc.sql("select product_id, quantity from stock where product_id in (:ids)")
                    .param("ids", productIds)
                    .query(row -> {
                        quantities.put(row.getLong("product_id"), row.getInt("quantity"));
                    });
            return quantities;
        }
    }

    record Rate(String currency, BigDecimal value, int revision) {}

    interface Bank {

        int revision();

        Rate rate(String currency);
    }

    @Component
    static class RateLoader {

        private final Bank bank;

        RateLoader(Bank bank) {
            this.bank = bank;
        }

        @CacheLoader("rate")
        Rate load(String currency, LoadContext<Rate> context) {
            Optional<Rate> held = context.staleValue();
            if (held.isPresent() && held.get().revision() == bank.revision()) {
                return context.notModified();
            }
            context.ttl(Duration.ofMinutes(30)).tags("bank");
            return bank.rate(currency);
        }
    }

    @Component
    static class PriceImport {

        private final JdbcClient jdbc;

        private final Invalidations invalidations;

        PriceImport(JdbcClient jdbc, Invalidations invalidations) {
            this.jdbc = jdbc;
            this.invalidations = invalidations;
        }

        @Transactional
        public void multiplyAll(BigDecimal factor) {
            jdbc.sql("update price set amount = amount * ?").param(factor).update();
            invalidations.changed(Price.class);
        }
    }

    /** What another system sends when it has changed a price. */
    record PriceChanged(long productId, long version) {}

    @Component
    static class PriceListener {

        private final ReadThroughCache<Long, Price> prices;

        PriceListener(ReadThroughCache<Long, Price> prices) {
            this.prices = prices;
        }

        void on(PriceChanged message) {
            prices.invalidate(message.productId(), message.version());
        }
    }

    @Service
    static class Ratings {

        private final AtomicInteger computed = new AtomicInteger();

        @Cacheable("rating")
        public double of(long productId) {
            return computed.incrementAndGet();
        }

        @CacheEvict("rating")
        public void forget(long productId) {}
    }

    @TestConfiguration(proxyBeanMethods = false)
    @EnableCaching
    static class Configuration {

        static final AtomicInteger REVISION = new AtomicInteger();

        /** A repository within a class is not found by the scan. */
        @Bean
        Shelves shelves(EntityManager entityManager) {
            return new JpaRepositoryFactory(entityManager).getRepository(Shelves.class);
        }

        @Bean
        Baskets baskets(EntityManager entityManager) {
            return new JpaRepositoryFactory(entityManager).getRepository(Baskets.class);
        }

        @Bean
        Bank bank() {
            return new Bank() {
                @Override
                public int revision() {
                    return REVISION.get();
                }

                @Override
                public Rate rate(String currency) {
                    return new Rate(currency, BigDecimal.ONE, revision());
                }
            };
        }
    }

    @Autowired
    private ReadThroughCaches caches;

    @Test
    void aDeclaredDependencyInvalidatesWhatIsNoEntity(@Autowired Catalogue catalogue, @Autowired ProductService shop) {
        Size before = catalogue.sizeOf("Kitchen");
        assertThat(catalogue.sizeOf("Kitchen")).isSameAs(before);
        shop.create(new ProductDraft("Teapot", "TEA-GUIDE", "", "Kitchen", null));
        assertThat(catalogue.sizeOf("Kitchen").products()).isEqualTo(before.products() + 1);
    }

    @Test
    void whatALoadReadsThroughJpaInvalidatesItsResult(@Autowired Shelves shelves, @Autowired ProductService shop) {
        Size before = sizeOf("Audio", shelves.sizes());
        assertThat(sizeOf("Audio", shelves.sizes())).isSameAs(before);
        shop.create(new ProductDraft("Gramophone", "AUD-GUIDE", "", "Audio", null));
        assertThat(sizeOf("Audio", shelves.sizes()).products()).isEqualTo(before.products() + 1);
    }

    @Test
    void manyAreFoundWithWhatIsCachedOfThem(@Autowired Baskets baskets, @Autowired Labels labels) {
        ReadThroughCache<Long, Product> products = caches.cache("product", Long.class, Product.class);
        assertThat(products.get(7L)).isNotNull();
        assertThat(baskets.findAllById(List.of(8L, 7L, 99_999L)).stream().map(Product::getId))
                .containsExactly(8L, 7L);
        assertThat(products.peek(8L)).isPresent();
        assertThat(products.entry(99_999L).orElseThrow().absent()).isTrue();
        assertThat(labels.labels(List.of(7L, 8L))).hasSize(2);
        assertThat(caches.cache("label", Long.class, Label.class).peek(8L)).isPresent();
        assertThat(labels.categoriesOf(Set.of(7L, 8L))).containsOnlyKeys(7L, 8L);
        assertThat(caches.cache("categoryOf", Long.class, String.class).peek(7L))
                .isPresent();
    }

    @Test
    void aProductThatMovesInvalidatesBothListsAndNoThird(@Autowired Shelves shelves, @Autowired ProductService shop) {
        ReadThroughCache<String, Object> shelf = caches.cache("shelf", String.class, Object.class);
        for (String category : List.of("Garden", "Office", "Pets")) {
            assertThat(shelves.findByCategoryName(category)).isNotEmpty();
            assertThat(shelf.peek(category)).isPresent();
        }
        Product moved = shelves.findByCategoryName("Garden").get(0);

        shop.update(
                moved.getId(),
                new ProductDraft(moved.getName(), moved.getSku(), moved.getDescription(), "Office", null));

        assertThat(shelf.peek("Garden")).isEmpty();
        assertThat(shelf.peek("Office")).isEmpty();
        assertThat(shelf.peek("Pets")).isPresent();
        assertThat(idsOf(shelves.findByCategoryName("Garden"))).doesNotContain(moved.getId());
        assertThat(idsOf(shelves.findByCategoryName("Office"))).contains(moved.getId());
    }

    @Test
    void aTagInvalidatesItsGroupAndNoOther(@Autowired Offers offers) {
        ReadThroughCache<String, BigDecimal> cheapest = caches.cache("cheapest", String.class, BigDecimal.class);
        BigDecimal before = offers.cheapest("Photo");
        offers.cheapest("Watches");
        assertThat(cheapest.entry("Photo").orElseThrow().tags()).containsExactly("category:Photo");

        offers.discount("Photo", new BigDecimal("0.5"));

        assertThat(cheapest.peek("Photo")).isEmpty();
        assertThat(cheapest.peek("Watches")).isPresent();
        assertThat(offers.cheapest("Photo")).isLessThan(before);
    }

    @Test
    void theKeyOfACallMayBeComputed(@Autowired Catalogue catalogue) {
        ReadThroughCache<String, Object> search = caches.cache("search", String.class, Object.class);
        catalogue.search("Tea");
        catalogue.search("TEA");
        catalogue.search("te");
        assertThat(search.statistics().loads()).isEqualTo(1);
        assertThat(search.peek("tea")).isPresent();
        assertThat(search.peek("te")).isEmpty();
    }

    @Test
    void aBatchLoaderLoadsWhatIsMissing() {
        ReadThroughCache<Long, Integer> stock = caches.cache("stock", Long.class, Integer.class);
        Integer one = stock.get(1L);
        Map<Long, Integer> several = stock.getAll(List.of(1L, 2L, 3L));
        stock.refresh(1L);
        stock.invalidate(2L);
        Optional<EntryState> entry = stock.entry(3L);

        assertThat(several).hasSize(3).containsEntry(1L, one);
        assertThat(stock.peek(2L)).isEmpty();
        assertThat(entry).get().extracting(EntryState::absent).isEqualTo(false);
    }

    @Test
    void aLoaderMayKeepWhatItHas() {
        ReadThroughCache<String, Rate> rates = caches.cache("rate", String.class, Rate.class);
        Rate first = rates.get("USD");
        assertThat(rates.refresh("USD")).isSameAs(first);
        Configuration.REVISION.incrementAndGet();
        assertThat(rates.refresh("USD")).isNotEqualTo(first);
    }

    @Test
    void aLoaderMayGiveTags(@Autowired Invalidations invalidations) {
        ReadThroughCache<String, Rate> rates = caches.cache("rate", String.class, Rate.class);
        rates.get("CHF");
        assertThat(rates.peek("CHF")).isPresent();
        invalidations.tag("bank");
        assertThat(rates.peek("CHF")).isEmpty();
    }

    @Test
    void aKeyMayBeWrittenAsText() {
        assertThat(caches.get("rate:EUR")).isInstanceOf(Rate.class);
    }

    @Test
    void whatNothingReportsIsAnnounced(@Autowired PriceImport prices) {
        BigDecimal before = amount(7);
        prices.multiplyAll(BigDecimal.TEN);
        assertThat(amount(7)).isEqualByComparingTo(before.multiply(BigDecimal.TEN));
    }

    @Test
    void aTransactionReadsWhatItHasAnnouncedAndItsRollbackLeavesNothing(
            @Autowired PriceImport prices, @Autowired TransactionOperations transaction) {
        BigDecimal before = amount(8);
        transaction.executeWithoutResult(status -> {
            prices.multiplyAll(BigDecimal.TEN);
            assertThat(amount(8)).isEqualByComparingTo(before.multiply(BigDecimal.TEN));
            status.setRollbackOnly();
        });
        assertThat(amount(8)).isEqualByComparingTo(before);
    }

    @Test
    void aVersionTellsWhetherAnEntryIsOld(
            @Autowired PriceListener listener, @Autowired ReadThroughCache<Long, Price> prices) {
        long version = prices.get(9L).getVersion();

        listener.on(new PriceChanged(9, version));
        assertThat(prices.peek(9L)).isPresent();

        listener.on(new PriceChanged(9, version + 1));
        assertThat(prices.peek(9L)).isEmpty();
        // A row that is behind the message, as on a replica: it is returned, and not stored.
        assertThat(prices.get(9L).getVersion()).isEqualTo(version);
        assertThat(prices.peek(9L)).isEmpty();
    }

    @Test
    void springsOwnAnnotationsWork(@Autowired Ratings ratings) {
        double first = ratings.of(1);
        assertThat(ratings.of(1)).isEqualTo(first);
        ratings.forget(1);
        assertThat(ratings.of(1)).isNotEqualTo(first);
    }

    private static List<Long> idsOf(List<Product> products) {
        return products.stream().map(Product::getId).toList();
    }

    private static Size sizeOf(String category, List<Size> sizes) {
        return sizes.stream()
                .filter(size -> size.category().equals(category))
                .findFirst()
                .orElseThrow();
    }

    private BigDecimal amount(long productId) {
        return ((Price) caches.get("price:" + productId)).getAmount();
    }
}
