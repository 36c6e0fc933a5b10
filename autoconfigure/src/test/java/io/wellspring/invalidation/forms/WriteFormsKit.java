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

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Region;
import io.wellspring.invalidation.forms.Probe.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/**
 * Every way to write through Hibernate: no cached read is older than the write afterwards, and what falls and what stays is what
 * the guide says.
 */
@SpringBootTest(
        classes = {Warehouse.class, Access.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "spring.jpa.hibernate.ddl-auto=create")
abstract class WriteFormsKit {

    private static final Path GUIDE = Path.of("..", "docs", "writes.md");
    private static final List<String> TABLES = List.of(
            "stamp",
            "note",
            "category_labels",
            "category_featured",
            "item_labels",
            "item",
            "category",
            "dog",
            "cat",
            "animal",
            "vehicle",
            "shape",
            "circle",
            "slot",
            "line",
            "book");

    @Autowired
    private Access access;

    @Autowired
    private CacheRegistry caches;

    static Stream<Form> forms() {
        return Form.all().stream();
    }

    @BeforeEach
    void fillsTheWarehouse() {
        access.inTransaction(session -> TABLES.forEach(table ->
                session.createNativeMutationQuery("delete from " + table).executeUpdate()));
        access.inTransaction(Form::fill);
        clear();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void afterAWriteNoCachedReadIsOlder(Form form) throws IOException {
        form.probes()
                .values()
                .forEach(probe -> assertThat(probe.read().apply(access)).isNotNull());
        form.probes()
                .forEach((role, probe) -> assertThat(isCached(probe))
                        .as("%s is cached before", role)
                        .isTrue());
        form.write().accept(access);
        Map<Role, Boolean> cached = new LinkedHashMap<>();
        form.probes().forEach((role, probe) -> cached.put(role, isCached(probe)));
        Map<Role, Object> answers = answers(form);
        clear();
        assertThat(answers).as("what a read past all caches gives").isEqualTo(answers(form));
        assertThat(Files.readString(GUIDE)).contains(row(form, cached));
    }

    @Test
    void theGuideTellsOfEachFormOnce() throws IOException {
        List<String> told = Files.readAllLines(GUIDE).stream()
                .filter(line -> line.endsWith("stays |") || line.endsWith("falls |") || line.endsWith("– |"))
                .map(line -> line.substring(2, line.indexOf(" |")))
                .toList();
        assertThat(told).containsExactlyElementsOf(forms().map(Form::name).toList());
    }

    private static String row(Form form, Map<Role, Boolean> cached) {
        return Stream.of(Role.values())
                .map(role -> !form.probes().containsKey(role) ? "–" : cached.get(role) ? "stays" : "falls")
                .collect(Collectors.joining(" | ", "| " + form.name() + " | ", " |"));
    }

    private Map<Role, Object> answers(Form form) {
        Map<Role, Object> answers = new LinkedHashMap<>();
        form.probes().forEach((role, probe) -> answers.put(role, probe.read().apply(access)));
        return answers;
    }

    private boolean isCached(Probe probe) {
        return region(probe).peek(probe.key()) != null;
    }

    private Region region(Probe probe) {
        return caches.known(probe.cache());
    }

    private void clear() {
        caches.names().forEach(name -> caches.known(name).clear());
    }
}
