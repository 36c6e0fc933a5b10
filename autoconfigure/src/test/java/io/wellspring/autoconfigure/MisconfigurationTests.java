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
package io.wellspring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.annotation.CacheLoader;
import io.wellspring.annotation.InvalidatedBy;
import io.wellspring.annotation.ReadThrough;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.AnnotationCacheOperationSource;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.interceptor.CacheInterceptor;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** Every misconfiguration stops the start and says what is wrong, where, and what to do. */
class MisconfigurationTests {

    static class Good {
        @ReadThrough("product")
        public String find(long id) {
            return "product";
        }
    }

    static class PrivateMethod {
        @ReadThrough("product")
        private String find(long id) {
            return "product";
        }
    }

    static class StaticMethod {
        @ReadThrough("product")
        public static String find(long id) {
            return "product";
        }
    }

    static class FinalMethod {
        @ReadThrough("product")
        public final String find(long id) {
            return "product";
        }
    }

    static class VoidMethod {
        @ReadThrough("product")
        public void find(long id) {}
    }

    static class BadExpression {
        @ReadThrough(value = "product", key = "#id +")
        public String find(long id) {
            return "product";
        }
    }

    static class UnknownParameter {
        @ReadThrough(value = "product", condition = "#ident > 0")
        public String find(long id, String name) {
            return "product";
        }
    }

    static class BadTtl {
        @ReadThrough(value = "product", ttl = "soon")
        public String find(long id) {
            return "product";
        }
    }

    static class UnsetTtl {
        @ReadThrough(value = "product", ttl = "${shop.ttl}")
        public String find(long id) {
            return "product";
        }
    }

    static class NegativeTtl {
        @ReadThrough(value = "product", staleTtl = "-5s")
        public String find(long id) {
            return "product";
        }
    }

    static class Contradiction {
        @ReadThrough(value = "product", ttl = "1m")
        public String find(long id) {
            return "product";
        }

        @ReadThrough(value = "product", ttl = "2m")
        public String find(String sku) {
            return "product";
        }
    }

    static class Query {}

    static class KeyWithoutEquals {
        @ReadThrough("product")
        public String find(Query query) {
            return "product";
        }
    }

    static class BadName {
        @ReadThrough("product:new")
        public String find(long id) {
            return "product";
        }
    }

    static class TwoLoaders {
        @CacheLoader("product")
        String one(Long id) {
            return "one";
        }

        @CacheLoader("product:*")
        String two(Long id) {
            return "two";
        }
    }

    static class OneLoader {
        @CacheLoader("product")
        String load(Long id) {
            return "product";
        }
    }

    static class VoidLoader {
        @CacheLoader("product")
        void load(Long id) {}
    }

    static class LoaderOfNoForm {
        @CacheLoader("product")
        String load(Long id, String name) {
            return "product";
        }
    }

    static class LoaderOfNoCache {
        @CacheLoader("*:42")
        String load(Long id) {
            return "product";
        }
    }

    static class LoaderOfOtherKeys extends Good {
        @CacheLoader("product")
        String load(String sku) {
            return "product";
        }
    }

    static class LoaderBesideTags {
        @ReadThrough(value = "product", tags = "group:#{#id}")
        public String find(Long id) {
            return "product";
        }

        @CacheLoader("product")
        String load(Long id) {
            return "product";
        }
    }

    static class BadTag {
        @ReadThrough(value = "product", tags = "group:#{#id +}")
        public String find(long id) {
            return "product";
        }
    }

    static class TagOfUnknownParameter {
        @ReadThrough(value = "product", tags = "group:#{#ident}")
        public String find(long id) {
            return "product";
        }
    }

    @Entity
    static class Product {
        @Id
        private long id;

        public long getId() {
            return id;
        }
    }

    static class ChangeOfNoEntity {
        @ReadThrough("product")
        @InvalidatedBy(entity = Query.class, key = "#entity.id")
        public String find(long id) {
            return "product";
        }
    }

    static class ChangeOfUnknownProperty {
        @ReadThrough("product")
        @InvalidatedBy(entity = Product.class, key = "#entity.ident")
        public String find(long id) {
            return "product";
        }
    }

    static class ChangeOfParameter {
        @ReadThrough("product")
        @InvalidatedBy(entity = Product.class, key = "#id")
        public String find(long id) {
            return "product";
        }
    }

    static class BadChange {
        @ReadThrough("product")
        @InvalidatedBy(entity = Product.class, key = "#entity.")
        public String find(long id) {
            return "product";
        }
    }

    @EnableCaching
    static class OnlyCacheable {
        @Cacheable("book")
        public String find(long id) {
            return "book";
        }
    }

    static class NotEnabled {
        @Cacheable("book")
        public String find(long id) {
            return "book";
        }
    }

    @Entity
    static class Article {
        @Id
        Long id;

        public Long getId() {
            return id;
        }
    }

    static class UnknownProperty {
        @ReadThrough("article")
        @InvalidatedBy(entity = Article.class, key = "#entity.ident")
        public String find(long id) {
            return "article";
        }
    }

    static class BadChangeExpression {
        @ReadThrough("article")
        @InvalidatedBy(entity = Article.class, key = "#entity.id +")
        public String find(long id) {
            return "article";
        }
    }

    static class AnotherVariable {
        @ReadThrough("article")
        @InvalidatedBy(entity = Article.class, key = "#id")
        public String find(long id) {
            return "article";
        }
    }

    static class NoEntity {
        @ReadThrough("article")
        @InvalidatedBy(entity = Query.class, key = "#entity")
        public String find(long id) {
            return "article";
        }
    }

    static class NothingCached {
        @InvalidatedBy(entity = Article.class, key = "#entity.id")
        public String find(long id) {
            return "article";
        }
    }

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(WellspringAutoConfiguration.class));

    @Test
    void methodsThatCannotBeIntercepted() {
        assertThat(failure(PrivateMethod.class)).isEqualTo("""
                @ReadThrough stands on PrivateMethod.find(long), which is private: no call of it can be intercepted.
                -> Make the method neither private, static nor final, or move the annotation to one that is not.""");
        assertThat(failure(StaticMethod.class)).contains("StaticMethod.find(long), which is static");
        assertThat(failure(FinalMethod.class)).contains("FinalMethod.find(long), which is final");
    }

    @Test
    void methodsThatReturnNothing() {
        assertThat(failure(VoidMethod.class))
                .contains("VoidMethod.find(long), which returns nothing")
                .contains("-> Let the method return the value, or remove the annotation.");
        assertThat(failure(VoidLoader.class)).contains("@CacheLoader stands on VoidLoader.load(Long)");
    }

    @Test
    void expressionsThatDoNotParse() {
        assertThat(failure(BadExpression.class))
                .contains("The key \"#id +\" of @ReadThrough on BadExpression.find(long) is not a SpEL expression");
    }

    @Test
    void parametersThatTheMethodDoesNotHave() {
        assertThat(failure(UnknownParameter.class)).isEqualTo("""
                The condition "#ident > 0" of @ReadThrough on UnknownParameter.find(long,String) names the parameter \
                'ident', which the method does not have.
                -> Its parameters are: id, name.""");
    }

    @Test
    void lifetimesThatAreNone() {
        assertThat(failure(BadTtl.class))
                .contains("The ttl \"soon\" of @ReadThrough on BadTtl.find(long) is no duration");
        assertThat(failure(UnsetTtl.class)).contains("The ttl \"${shop.ttl}\"").contains("shop.ttl");
        assertThat(failure(NegativeTtl.class)).contains("The staleTtl \"-5s\"").contains("is negative");
        assertThat(failure(Contradiction.class))
                .contains("Two methods give cache 'product' another ttl")
                .contains("-> Let them agree, or set wellspring.caches.product instead.");
    }

    @Test
    void keysThatAreNeverFoundAgain() {
        assertThat(failure(KeyWithoutEquals.class))
                .contains("makes its key from a Query, which has no equals()")
                .contains("key = \"#name.id\"");
    }

    @Test
    void namesThatPartACacheFromAKey() {
        assertThat(failure(BadName.class)).contains("names the cache 'product:new'");
    }

    @Test
    void twoLoadersForOneKey() {
        assertThat(failure(TwoLoaders.class))
                .contains("Two loaders fit the same keys of cache 'product' equally well")
                .contains("TwoLoaders.one(Long)")
                .contains("TwoLoaders.two(Long)");
    }

    @Test
    void oneLoaderOnTwoBeans() {
        String[] text = new String[1];
        runner.withBean("one", OneLoader.class)
                .withBean("two", OneLoader.class)
                .run(context -> text[0] = analysis(context.getStartupFailure()).getDescription());
        assertThat(text[0]).contains("Two loaders fit the same keys of cache 'product' equally well");
    }

    @Test
    void loadersOfNoKnownForm() {
        assertThat(failure(LoaderOfNoForm.class)).contains("which has none of a loader's forms");
        assertThat(failure(LoaderOfNoCache.class)).contains("has a pattern that fits no key");
    }

    @Test
    void methodsWhoseLoaderTakesOtherKeys() {
        assertThat(failure(LoaderOfOtherKeys.class))
                .contains("Good.find(long) make no key that the loader of its cache 'product'")
                .contains("LoaderOfOtherKeys.load(String)");
    }

    @Test
    void tagsThatCannotBeMade() {
        assertThat(failure(BadTag.class))
                .contains("The tag \"group:#{#id +}\" of @ReadThrough on BadTag.find(long) is not a SpEL expression");
        assertThat(failure(TagOfUnknownParameter.class))
                .contains("The tag \"group:#{#ident}\"")
                .contains("names the parameter 'ident', which the method does not have");
        assertThat(failure(LoaderBesideTags.class)).isEqualTo("""
                @ReadThrough on LoaderBesideTags.find(Long) has tags, but LoaderBesideTags.load(Long) loads its cache \
                'product'.
                -> Let the loader take a LoadContext and call its tags(...), or remove the loader.""");
    }

    @Test
    void changesThatTellNoKey() {
        assertThat(failure(ChangeOfNoEntity.class))
                .contains("@InvalidatedBy on ChangeOfNoEntity.find(long) names ")
                .contains("Query, which is no entity");
        assertThat(failure(ChangeOfUnknownProperty.class))
                .contains("The key \"#entity.ident\" of @InvalidatedBy on ChangeOfUnknownProperty.find(long)")
                .contains("reads 'ident', for which Product has no public getter or field")
                .contains("Product has: id.");
        assertThat(failure(ChangeOfParameter.class)).contains("names #id, but there is nothing but #entity");
        assertThat(failure(BadChange.class))
                .contains("The key \"#entity.\" of @InvalidatedBy on BadChange.find(long) is not a SpEL expression");
    }

    @Test
    void propertiesOfAnUnknownCache() {
        assertThat(failure(Good.class, "wellspring.caches.produkt.ttl=5m")).isEqualTo("""
                The property wellspring.caches.produkt names a cache that does not exist.
                -> Name one of: product. A cache that only code asks for is named by spring.cache.cache-names. Methods with \
                @Cacheable have caches where @EnableCaching stands on a configuration.""");
    }

    @Test
    void negativeDurationsAndSizes() {
        assertThat(failure(Good.class, "wellspring.caches.product.ttl=-5m"))
                .contains("The property wellspring.caches.product.ttl is negative");
        assertThat(failure(Good.class, "wellspring.defaults.null-ttl=-1s"))
                .contains("The property wellspring.defaults.null-ttl is negative");
        assertThat(failure(Good.class, "wellspring.caches.product.maximum-size=-1"))
                .contains("The property wellspring.caches.product.maximum-size is -1");
        assertThat(failure(Good.class, "wellspring.refresh.threads=0"))
                .contains("The property wellspring.refresh.threads is 0");
    }

    @Test
    void changesOfWhatAnEntityDoesNotHave() {
        assertThat(failure(UnknownProperty.class)).isEqualTo("""
                The key "#entity.ident" of @InvalidatedBy on UnknownProperty.find(long) reads 'ident', for which Article \
                has no public getter or field.
                -> Write #entity and one of its properties. Article has: id.""");
        assertThat(failure(BadChangeExpression.class))
                .contains("The key \"#entity.id +\" of @InvalidatedBy on BadChangeExpression.find(long) is not a SpEL")
                .contains("-> Write it over #entity");
        assertThat(failure(AnotherVariable.class))
                .contains("The key \"#id\" of @InvalidatedBy on AnotherVariable.find(long) names #id")
                .contains("-> Write #entity and one of its properties");
    }

    @Test
    void changesThatAreNotHeard() {
        assertThat(failure(NoEntity.class))
                .contains("@InvalidatedBy on NoEntity.find(long) names " + Query.class.getName())
                .contains("-> Name a class with @Entity");
        assertThat(failure(NothingCached.class)).isEqualTo("""
                @InvalidatedBy stands on NothingCached.find(long), which has no @ReadThrough.
                -> Put @ReadThrough beside it, or remove it.""");
    }

    @Test
    void aCacheOfAnAnnotationThatIsNotEnabled() {
        assertThat(failure(NotEnabled.class, "wellspring.caches.book.ttl=1m"))
                .contains("The property wellspring.caches.book names a cache that does not exist")
                .contains("@EnableCaching");
    }

    @Test
    void aCacheOfAnAnnotationThatIsEnabledInAnotherWay() {
        runner.withBean(NotEnabled.class)
                .withBean(CacheInterceptor.class, () -> {
                    CacheInterceptor interceptor = new CacheInterceptor();
                    interceptor.setCacheOperationSource(new AnnotationCacheOperationSource());
                    return interceptor;
                })
                .withPropertyValues("wellspring.caches.book.ttl=1m")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void aStaleTimeThatNothingRefreshes() {
        assertThat(failure(OnlyCacheable.class, "wellspring.caches.book.stale-ttl=1m"))
                .contains("The property wellspring.caches.book.stale-ttl is set, but nothing can refresh a stale entry")
                .contains("@CacheLoader(\"book\")");
    }

    @Test
    void hitsThatNothingCanBeComparedWith() {
        assertThat(failure(OnlyCacheable.class, "wellspring.caches.book.freshness.rate=1%"))
                .contains(
                        "The property wellspring.caches.book.freshness.rate is set, but there is nothing to compare a hit"
                                + " with: the cache has no loader.")
                .contains("@CacheLoader(\"book\")");
    }

    @Test
    void aNegativeTimeOfAnObjective() {
        assertThat(failure(Good.class, "wellspring.freshness.within=-1s")).contains("wellspring.freshness.within");
        assertThat(failure(Good.class, "wellspring.caches.product.freshness.within=-1s"))
                .contains("wellspring.caches.product.freshness.within");
    }

    @Test
    void anExecutorThatIsNone() {
        assertThat(failure(Good.class, "wellspring.refresh.executor=nobody"))
                .contains("The property wellspring.refresh.executor names 'nobody', which is no TaskExecutor bean");
    }

    @Test
    void propertiesThatAreMisspeltOrMalformed() {
        assertThat(failure(Good.class, "wellspring.caches.product.tttl=5m"))
                .contains("wellspring.caches.product.tttl")
                .contains("5m");
        assertThat(failure(Good.class, "wellspring.defaults.ttl-jitter=10"))
                .contains("wellspring.defaults.ttl-jitter")
                .contains("no percentage");
    }

    private String failure(Class<?> bean, String... properties) {
        String[] text = new String[1];
        runner.withBean(bean).withPropertyValues(properties).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = analysis(context.getStartupFailure());
            assertThat(analysis)
                    .as("a failure analysis of %s", context.getStartupFailure())
                    .isNotNull();
            text[0] = analysis.getDescription() + "\n-> " + analysis.getAction();
        });
        return text[0];
    }

    private static FailureAnalysis analysis(Throwable failure) {
        List<FailureAnalyzer> analyzers = SpringFactoriesLoader.forDefaultResourceLocation()
                .load(
                        FailureAnalyzer.class,
                        SpringFactoriesLoader.ArgumentResolver.of(
                                        org.springframework.beans.factory.BeanFactory.class,
                                        new org.springframework.beans.factory.support.DefaultListableBeanFactory())
                                .and(
                                        org.springframework.core.env.Environment.class,
                                        new org.springframework.core.env.StandardEnvironment()),
                        (type, name, cause) -> {});
        return analyzers.stream()
                .map(analyzer -> analyzer.analyze(failure))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
