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
package io.wellspring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.core.Ordered;

/** Keeps the order of the packages: the table is the architecture. */
class ArchitectureTests {

    private static final String BASE = "io.wellspring.";

    /** What each package may use of the others. */
    private static final Map<String, Set<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("annotation", Set.of()),
            Map.entry("key", Set.of()),
            Map.entry("policy", Set.of()),
            Map.entry("copy", Set.of()),
            Map.entry("store", Set.of("key", "policy")),
            Map.entry("store.caffeine", Set.of("store", "key", "policy")),
            Map.entry("store.redis", Set.of("store", "key", "policy")),
            Map.entry("store.sql", Set.of("store", "key", "policy")),
            Map.entry("engine", Set.of("key", "policy", "copy", "store")),
            Map.entry("invalidation", Set.of("key", "engine")),
            Map.entry("invalidation.jpa", Set.of("key", "engine", "copy", "invalidation")),
            Map.entry("intercept", Set.of("annotation", "key", "policy", "store", "engine")),
            Map.entry("springcache", Set.of("key", "store", "engine")),
            Map.entry("observe", Set.of("key", "policy", "store", "engine"))));

    /** Libraries that only some packages may know. */
    private static final Map<String, List<String>> ONLY_IN = Map.of(
            "org.hibernate..", List.of("io.wellspring.invalidation.jpa", "io.wellspring.autoconfigure"),
            "com.github.benmanes.caffeine..", List.of("io.wellspring.store.caffeine"),
            "io.lettuce..", List.of("io.wellspring.store.redis"),
            "tools.jackson..",
                    List.of(
                            "io.wellspring.store.redis",
                            "io.wellspring.invalidation.jpa",
                            "io.wellspring.autoconfigure"),
            // The shared tier writes timestamps, which are values.
            "java.sql..", List.of("io.wellspring.store.sql", "io.wellspring.store.redis"),
            "org.springframework.jdbc..", List.of("io.wellspring.store.sql", "io.wellspring.autoconfigure"),
            "reactor..", List.of("io.wellspring.intercept"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.wellspring");

    static Set<String> packages() {
        return MAY_USE.keySet();
    }

    static Set<String> libraries() {
        return ONLY_IN.keySet();
    }

    @ParameterizedTest
    @MethodSource("packages")
    void aPackageUsesOnlyWhatComesBeforeIt(String name) {
        Set<String> forbidden = new TreeSet<>(MAY_USE.keySet());
        forbidden.removeAll(MAY_USE.get(name));
        forbidden.remove(name);
        forbidden.add("autoconfigure");
        String[] packages = forbidden.stream().map(BASE::concat).toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(BASE + name)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .check(CLASSES);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryIsKnownInItsPlaceOnly(String library) {
        noClasses()
                .that()
                .resideOutsideOfPackages(ONLY_IN.get(library).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void theEngineKnowsNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage(BASE + "key", BASE + "policy", BASE + "engine", BASE + "store")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.micrometer..", "jakarta..")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> known = new TreeSet<>(MAY_USE.keySet());
        known.add("autoconfigure");
        classes()
                .should()
                .resideInAnyPackage(known.stream().map(BASE::concat).toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching("io.wellspring.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void classesAreFinalUnlessTheyAreMeantToBeImplemented() {
        DescribedPredicate<JavaClass> concrete = DescribedPredicate.describe(
                "are concrete classes",
                type -> !type.isInterface() && !type.isEnum() && !type.isRecord() && !type.isAnonymousClass());
        classes()
                .that(concrete)
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    @Test
    void autoConfigurationsArePublicAndFinal() {
        classes()
                .that()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .bePublic()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    /** One without would pull forward those that it comes after. */
    @Test
    void autoConfigurationsComeLast() {
        DescribedPredicate<JavaAnnotation<?>> last = DescribedPredicate.describe(
                "@AutoConfigureOrder(LOWEST_PRECEDENCE)",
                annotation -> annotation.getRawType().isEquivalentTo(AutoConfigureOrder.class)
                        && annotation
                                .get("value")
                                .filter(Predicate.isEqual(Ordered.LOWEST_PRECEDENCE))
                                .isPresent());
        classes()
                .that()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .beAnnotatedWith(last)
                .check(CLASSES);
    }
}
