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
package io.wellspring.benchmarks;

import io.wellspring.benchmarks.Wellspring.Products;
import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.Region;
import io.wellspring.observe.CacheEndpoint;
import io.wellspring.observe.FreshnessProbes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.invoke.convert.ConversionServiceParameterValueMapper;
import org.springframework.boot.actuate.endpoint.web.EndpointMediaTypes;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebOperation;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpointDiscoverer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** What it takes to list a large cache page by page, and what that takes from those who read meanwhile. */
final class Listing {

    private static final String CACHE = "product";
    private static final int WARMUP = 500;
    private static final int PAGES = 2_000;

    /** Pairs of turns, one of them beside somebody who lists; few where it is only to be seen whether it works. */
    private static final int ROUNDS = 16;

    private static final int FEW_ROUNDS = 2;

    private static final long TURN = TimeUnit.SECONDS.toNanos(1);
    private static final int CALLS = 1_000;
    private static final List<Integer> PACES = List.of(10, 100);

    private final WebOperation operation;
    private final JsonMapper json = new JsonMapper();
    private @Nullable Object next;

    private Listing(WebOperation operation) {
        this.operation = operation;
    }

    /** @param entries how many; not fewer than the products that are hit */
    static String table(int entries) throws InterruptedException {
        if (entries < Catalogue.SIZE) {
            throw new IllegalArgumentException(
                    "--listing needs " + Catalogue.SIZE + " entries at least, not " + entries);
        }
        try (ConfigurableApplicationContext application = Applications.start(
                Wellspring.class,
                "wellspring.defaults.ttl=" + Catalogue.TTL,
                "wellspring.defaults.maximum-size=" + entries)) {
            Region region = application.getBean(CacheRegistry.class).known(CACHE);
            for (long id = Catalogue.FIRST_ID; id < Catalogue.FIRST_ID + entries; id++) {
                region.put(id, new Product(id, "Product " + id, BigDecimal.ONE));
            }
            Listing listing = new Listing(operation(application));
            String pages = Stream.of(
                            listing.pages("100 entries", Map.of("limit", "100")),
                            listing.pages("1,000 entries", Map.of("limit", "1000")),
                            listing.pages("10,000 looked at, and none of them wanted", Map.of("prefix", "none")))
                    .collect(Collectors.joining("\n"));
            Products products = application.getBean(Products.class);
            int rounds = entries == Catalogue.SIZE ? FEW_ROUNDS : ROUNDS;
            List<String> hits = new ArrayList<>();
            for (int pace : PACES) {
                hits.add(listing.beside(pace, rounds, products));
            }
            return """
                    | A page of | median | p99 | greatest |
                    |---|---:|---:|---:|
                    %s

                    In ms, written as JSON, of %,d entries; %,d pages each.

                    | A hit, while somebody lists | times one without that | from | to |
                    |---|---:|---:|---:|
                    %s

                    By turns of a second, %d each, pages of 100 entries; medians, from the tenth to the ninetieth percentile. %s
                    """.formatted(pages, entries, PAGES, String.join("\n", hits), rounds, Figures.machine());
        }
    }

    /** As over HTTP, but for that. */
    private static WebOperation operation(ConfigurableApplicationContext application) {
        CacheEndpoint endpoint = new CacheEndpoint(
                application.getBean(CacheRegistry.class),
                application.getBean(FreshnessProbes.class),
                Show.NEVER,
                Set.of(),
                event -> {});
        application.getBeanFactory().registerSingleton("listed", endpoint);
        WebEndpointDiscoverer endpoints = new WebEndpointDiscoverer(
                application,
                new ConversionServiceParameterValueMapper(),
                EndpointMediaTypes.DEFAULT,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return endpoints.getEndpoints().stream()
                .filter(each -> each.getEndpointId().toString().equals("cache"))
                .flatMap(each -> each.getOperations().stream())
                .filter(each -> each.getRequestPredicate().getPath().equals("cache/{cache}"))
                .filter(each ->
                        each.getRequestPredicate().getHttpMethod().name().equals("GET"))
                .findFirst()
                .orElseThrow();
    }

    private String pages(String what, Map<String, String> parameters) {
        next = null;
        for (int i = 0; i < WARMUP; i++) {
            page(parameters);
        }
        Sample millis = Sample.of(Stream.generate(() -> {
                    long began = System.nanoTime();
                    page(parameters);
                    return (System.nanoTime() - began) / 1e6;
                })
                .limit(PAGES)
                .mapToDouble(Double::doubleValue));
        return String.format(
                Locale.ROOT, "| %s | %.2f | %.2f | %.2f |", what, millis.median(), millis.at(0.99), millis.greatest());
    }

    /** Asks for the next page, of the first ones again after the last. */
    private void page(Map<String, String> parameters) {
        Map<String, Object> arguments = new HashMap<>(parameters);
        arguments.put("cache", CACHE);
        if (next != null) {
            arguments.put("cursor", next);
        }
        Object answer = operation.invoke(new InvocationContext(SecurityContext.NONE, arguments));
        WebEndpointResponse<?> response = (WebEndpointResponse<?>) Objects.requireNonNull(answer);
        byte[] written = json.writeValueAsBytes(response.getBody());
        if (response.getStatus() != WebEndpointResponse.STATUS_OK) {
            throw new IllegalStateException(new String(written, StandardCharsets.UTF_8));
        }
        String cursor = json.readTree(written).path("next").asString("");
        next = cursor.isEmpty() ? null : cursor;
    }

    /** @param pace pages for each second */
    private String beside(int pace, int rounds, Products products) throws InterruptedException {
        long[] ids = Zipf.ids(1 << 16);
        List<Double> ratios = new ArrayList<>();
        hits(products, ids);
        for (int round = 0; round < rounds; round++) {
            // First the one, then the other, so that what grows or falls in the meantime is nobody's.
            double before = round % 2 == 0 ? hits(products, ids) : hitsBeside(pace, products, ids);
            double after = round % 2 == 0 ? hitsBeside(pace, products, ids) : hits(products, ids);
            ratios.add(round % 2 == 0 ? after / before : before / after);
        }
        Sample sample = Sample.of(ratios.stream().mapToDouble(Double::doubleValue));
        return String.format(
                Locale.ROOT,
                "| %d pages a second | %.3f | %.3f | %.3f |",
                pace,
                sample.median(),
                sample.at(0.1),
                sample.at(0.9));
    }

    private double hitsBeside(int pace, Products products, long[] ids) throws InterruptedException {
        Thread lister = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                long began = System.nanoTime();
                page(Map.of("limit", "100"));
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / pace - (System.nanoTime() - began));
            }
        });
        lister.start();
        double nanos = hits(products, ids);
        lister.interrupt();
        lister.join();
        return nanos;
    }

    /** Returns what a hit takes, in nanoseconds. */
    private static double hits(Products products, long[] ids) {
        long began = System.nanoTime();
        long calls = 0;
        int seen = 0;
        while (System.nanoTime() - began < TURN) {
            for (int i = 0; i < CALLS; i++) {
                seen += products.find(ids[(int) (calls++ & (ids.length - 1))]).hashCode() & 1;
            }
        }
        double nanos = System.nanoTime() - began;
        if (seen < 0) {
            throw new IllegalStateException("Cannot be: so that what is found is used");
        }
        return nanos / calls;
    }
}
