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
package io.wellspring.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wellspring.autoconfigure.WellspringProperties;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds the documentation against the sources: what it shows is there, where it points to is there, and nothing is left out. */
class DocumentationTests {

    private static final Path ROOT = root();

    private static final String LEFT_OUT = "...";

    private static final Pattern SOURCE = Pattern.compile("<!-- from: (\\S+) -->");

    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");

    private static final Pattern TABLE_ROW =
            Pattern.compile("\\| `([a-z-]+\\.[a-z.-]+)` \\| [^|]+ \\| `?([^|`]+)`? \\|.*");

    private static final Pattern PROPERTY = Pattern.compile("(?<![\\w./])wellspring\\.[a-z][\\w.<>-]*");

    private static final Pattern OURS = Pattern.compile("^(wellspring|management\\.(endpoint|health)\\.cache)\\.");

    /** A fenced block of a document, and the line before it. */
    record Block(Path document, int line, String language, String before, List<String> lines) {

        @Override
        public String toString() {
            return ROOT.relativize(document) + ":" + line;
        }
    }

    static List<Block> javaExamples() {
        return blocks("java");
    }

    static List<Block> yamlExamples() {
        return blocks("yaml");
    }

    static List<Path> documents() {
        return Stream.of(guides(), markdownIn(ROOT.resolve("docs/decisions")))
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("javaExamples")
    void anExampleIsInItsSource(Block example) {
        Matcher source = SOURCE.matcher(example.before());
        assertThat(source.matches())
                .as("the line before %s names its source, as <!-- from: path/to/File.java -->", example)
                .isTrue();
        Path file = ROOT.resolve(source.group(1));
        assertThat(file).exists();
        assertThat(firstMissing(read(file), example.lines()))
                .as("%s is not in %s; the first line that is not found", example, source.group(1))
                .isEmpty();
    }

    @Test
    void anExampleThatDiffersIsNoticed() {
        List<String> source = List.of("class A {", "    int one;", "    int two;", "    int three;", "}");
        assertThat(firstMissing(source, List.of("int one;", "  int two;"))).isEmpty();
        assertThat(firstMissing(source, List.of("class A {", LEFT_OUT, "int three;")))
                .isEmpty();
        assertThat(firstMissing(source, List.of("int one;", "int three;"))).isEqualTo("int three;");
        assertThat(firstMissing(source, List.of("int three;", LEFT_OUT, "int one;")))
                .isEqualTo("int one;");
        assertThat(firstMissing(source, List.of("int four;"))).isEqualTo("int four;");
    }

    @ParameterizedTest
    @MethodSource("yamlExamples")
    void aYamlExampleBinds(Block example) throws IOException {
        byte[] text = String.join("\n", example.lines()).getBytes(StandardCharsets.UTF_8);
        List<PropertySource<?>> sources =
                new YamlPropertySourceLoader().load(example.toString(), new ByteArrayResource(text));
        Binder binder = new Binder(ConfigurationPropertySources.from(sources));
        assertThatCode(() -> binder.bind(
                        "wellspring",
                        Bindable.of(WellspringProperties.class),
                        new NoUnboundElementsBindHandler(BindHandler.DEFAULT)))
                .as("%s binds", example)
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void linksLeadSomewhere(Path document) {
        for (String link : linksOf(document)) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty()
                    ? document
                    : document.resolveSibling(parts[0]).normalize();
            assertThat(target).as("%s links to %s", document, link).exists();
            if (parts.length > 1) {
                assertThat(anchorsOf(target))
                        .as("%s links to %s", document, link)
                        .contains(parts[1]);
            }
        }
    }

    @Test
    void theReferenceNamesEveryPropertyAndNoOther() throws IOException {
        Set<String> known = metadata().keySet();
        String reference = String.join("\n", read(ROOT.resolve("docs/configuration.md")));
        assertThat(known).as("the metadata is on the class path").contains("wellspring.defaults.ttl");
        assertThat(known).allSatisfy(name -> assertThat(reference).contains("| `" + name + "` |"));
        assertThat(PROPERTY.matcher(reference).results().map(MatchResult::group))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(isKnown(name, known))
                        .as("%s is a property", name)
                        .isTrue());
    }

    @Test
    void theReferenceStatesTheDefaults() throws IOException {
        Map<String, String> defaults = metadata();
        Map<String, String> stated = new TreeMap<>();
        for (String line : read(ROOT.resolve("docs/configuration.md"))) {
            Matcher row = TABLE_ROW.matcher(line);
            if (row.matches()) {
                stated.put(row.group(1), row.group(2).strip());
            }
        }
        assertThat(stated).isEqualTo(defaults);
    }

    @Test
    void everySettingIsOneOfASingleCacheToo() {
        Set<String> all = new TreeSet<>(settings(WellspringProperties.Defaults.class));
        // What holds for all caches is a group of its own.
        all.add("freshness");
        assertThat(settings(WellspringProperties.Overrides.class)).isEqualTo(all);
        assertThat(settings(WellspringProperties.OwnFreshness.class))
                .isEqualTo(settings(WellspringProperties.Freshness.class));
    }

    private static boolean isKnown(String name, Set<String> known) {
        String setting = name.replaceFirst("^wellspring\\.caches\\.[^.]+\\.", "wellspring.defaults.");
        boolean nameOfACache = name.matches("wellspring\\.caches\\.[^.]+");
        boolean group = known.stream().anyMatch(property -> property.startsWith(setting + "."));
        return known.contains(setting) || nameOfACache || group || setting.equals("wellspring.defaults.<setting>");
    }

    /** Returns the properties of the library by their names, each with its default; none where it has none. */
    private static Map<String, String> metadata() throws IOException {
        Map<String, String> defaults = new TreeMap<>();
        for (URL file : Collections.list(WellspringProperties.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
            try (InputStream in = file.openStream()) {
                for (JsonNode property : JsonMapper.shared().readTree(in).path("properties")) {
                    String name = property.path("name").asString();
                    if (OURS.matcher(name).find()) {
                        String value = property.path("defaultValue").asString("");
                        defaults.put(name, value.isEmpty() ? "none" : value);
                    }
                }
            }
        }
        return defaults;
    }

    private static Set<String> settings(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the first line of an example that its source does not have in its place; nothing where it has all. */
    private static String firstMissing(List<String> source, List<String> example) {
        List<String> there = source.stream().map(String::strip).toList();
        List<String> part = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= example.size(); i++) {
            String line = i < example.size() ? example.get(i).strip() : LEFT_OUT;
            if (!line.equals(LEFT_OUT)) {
                part.add(line);
                continue;
            }
            List<String> rest = there.subList(from, there.size());
            int position = Collections.indexOfSubList(rest, part);
            if (position < 0) {
                return firstMissingOf(rest, part);
            }
            from += position + part.size();
            part.clear();
        }
        return "";
    }

    private static String firstMissingOf(List<String> source, List<String> part) {
        int found = 0;
        while (Collections.indexOfSubList(source, part.subList(0, found + 1)) >= 0) {
            found++;
        }
        return part.get(found);
    }

    private static List<Block> blocks(String language) {
        List<Block> found =
                guides().stream().flatMap(guide -> blocksOf(guide).stream()).toList();
        return found.stream().filter(block -> block.language().equals(language)).toList();
    }

    private static List<Block> blocksOf(Path document) {
        List<Block> blocks = new ArrayList<>();
        Block open = null;
        String before = "";
        List<String> lines = read(document);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean fence = line.strip().startsWith("```");
            if (open == null && fence) {
                open = new Block(document, i + 1, line.strip().substring(3), before.strip(), new ArrayList<>());
            } else if (fence) {
                blocks.add(open);
                open = null;
            } else if (open != null) {
                open.lines().add(line);
            }
            before = line;
        }
        assertThat(open).as("a block that does not end").isNull();
        return blocks;
    }

    private static List<String> linksOf(Path document) {
        return LINK.matcher(String.join("\n", withoutBlocks(document)))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    private static Set<String> anchorsOf(Path document) {
        return withoutBlocks(document).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^\\w -]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<String> withoutBlocks(Path document) {
        List<String> lines = new ArrayList<>();
        boolean inBlock = false;
        for (String line : read(document)) {
            boolean fence = line.strip().startsWith("```");
            if (!fence && !inBlock) {
                lines.add(line);
            }
            inBlock ^= fence;
        }
        return lines;
    }

    /** The documents for users: examples in records of decisions may show what was rejected. */
    private static List<Path> guides() {
        return Stream.of(markdownIn(ROOT), markdownIn(ROOT.resolve("docs")))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Path> markdownIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs")) || !Files.exists(folder.resolve("README.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
