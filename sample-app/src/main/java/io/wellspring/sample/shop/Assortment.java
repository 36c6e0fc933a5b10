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
package io.wellspring.sample.shop;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** The words that the catalogue is made of: the same number gives the same product on every start. */
final class Assortment {

    private static final List<Range> RANGES = List.of(
            new Range("Audio", List.of("Headphones", "Speaker", "Turntable", "Microphone", "Soundbar")),
            new Range("Baby", List.of("Cradle", "Blanket", "Bottle", "Monitor", "Carrier")),
            new Range("Bathroom", List.of("Towel", "Mirror", "Scale", "Soap Dish", "Shower Head")),
            new Range("Bedroom", List.of("Pillow", "Duvet", "Mattress", "Nightstand", "Bed Frame")),
            new Range("Bicycles", List.of("Saddle", "Helmet", "Pump", "Lock", "Pannier")),
            new Range("Books", List.of("Novel", "Atlas", "Cookbook", "Biography", "Dictionary")),
            new Range("Camping", List.of("Tent", "Stove", "Sleeping Bag", "Lantern", "Hammock")),
            new Range("Clothing", List.of("Jacket", "Shirt", "Sweater", "Scarf", "Trousers")),
            new Range("Computers", List.of("Keyboard", "Mouse", "Screen", "Docking Station", "Laptop Stand")),
            new Range("Cosmetics", List.of("Cream", "Brush Set", "Perfume", "Shampoo", "Mirror Case")),
            new Range("Fitness", List.of("Dumbbell", "Yoga Mat", "Skipping Rope", "Kettlebell", "Roller")),
            new Range("Furniture", List.of("Chair", "Table", "Shelf", "Sofa", "Sideboard")),
            new Range("Games", List.of("Chess Set", "Puzzle", "Card Deck", "Dice Tower", "Board Game")),
            new Range("Garden", List.of("Rake", "Hose", "Planter", "Bench", "Wheelbarrow")),
            new Range("Hardware", List.of("Hammer", "Drill", "Screwdriver", "Wrench", "Saw")),
            new Range("Jewellery", List.of("Ring", "Necklace", "Bracelet", "Brooch", "Earrings")),
            new Range("Kitchen", List.of("Kettle", "Pan", "Knife", "Toaster", "Coffee Grinder")),
            new Range("Lighting", List.of("Desk Lamp", "Chandelier", "Floor Lamp", "Light Strip", "Spotlight")),
            new Range("Luggage", List.of("Suitcase", "Backpack", "Holdall", "Garment Bag", "Wallet")),
            new Range("Music", List.of("Guitar", "Ukulele", "Drum", "Metronome", "Music Stand")),
            new Range("Office", List.of("Notebook", "Fountain Pen", "Desk Tray", "Stapler", "Whiteboard")),
            new Range("Pets", List.of("Dog Bed", "Bird Feeder", "Cat Tree", "Leash", "Aquarium")),
            new Range("Photo", List.of("Tripod", "Camera Bag", "Lens", "Photo Frame", "Flash")),
            new Range("Watches", List.of("Wristwatch", "Wall Clock", "Alarm Clock", "Pocket Watch", "Timer")));

    private static final List<String> STYLES = List.of(
            "Classic", "Compact", "Elegant", "Folding", "Heavy", "Light", "Modern", "Nordic", "Plain", "Robust",
            "Rustic", "Slim", "Sturdy", "Vintage");

    private static final List<String> MATERIALS = List.of(
            "Aluminium",
            "Bamboo",
            "Brass",
            "Canvas",
            "Ceramic",
            "Copper",
            "Cork",
            "Cotton",
            "Glass",
            "Leather",
            "Linen",
            "Maple",
            "Oak",
            "Steel",
            "Walnut",
            "Wool");

    private static final List<String> FIRST_NAMES = List.of(
            "Alice", "Bruno", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Karla", "Louis",
            "Maria", "Nils", "Olga", "Paul", "Rosa", "Simon", "Tilda", "Viktor");

    private static final List<String> LAST_NAMES = List.of(
            "Andersen",
            "Baker",
            "Costa",
            "Dubois",
            "Evans",
            "Fischer",
            "Garcia",
            "Hansen",
            "Ivanov",
            "Jansen",
            "Keller",
            "Lopez",
            "Moreau",
            "Novak",
            "Olsen",
            "Peters",
            "Rossi",
            "Schmidt",
            "Taylor",
            "Weber");

    private Assortment() {}

    static int categories() {
        return RANGES.size();
    }

    static Object[] category(int id) {
        return new Object[] {id, RANGES.get(id - 1).name()};
    }

    static Object[] product(int id) {
        int random = scatter(id);
        int category = id % RANGES.size();
        Range range = RANGES.get(category);
        String noun = pick(range.nouns(), random);
        String material = pick(MATERIALS, random >>> 4);
        String style = pick(STYLES, random >>> 9);
        String name = style + " " + material + " " + noun + " " + (100 + (random >>> 14) % 900);
        String sku = String.format(
                Locale.ROOT, "%s-%07d", range.name().substring(0, 3).toUpperCase(Locale.ROOT), id);
        String description = "A %s %s with %s, from our range %s."
                .formatted(
                        style.toLowerCase(Locale.ROOT),
                        noun.toLowerCase(Locale.ROOT),
                        material.toLowerCase(Locale.ROOT),
                        range.name());
        return new Object[] {id, name, sku, description, category + 1, 0};
    }

    static Object[] price(int productId) {
        int cents = 199 + scatter(productId) % 500 * 100;
        return new Object[] {productId, BigDecimal.valueOf(cents, 2), "EUR", 0};
    }

    static Object[] stock(int productId) {
        return new Object[] {productId, scatter(productId) % 250, 0};
    }

    static Object[] customer(int id) {
        String first = pick(FIRST_NAMES, id);
        String last = pick(LAST_NAMES, id / FIRST_NAMES.size());
        String email = String.format(Locale.ROOT, "%s.%s.%d@example.com", first, last, id);
        return new Object[] {id, first + " " + last, email.toLowerCase(Locale.ROOT)};
    }

    private static String pick(List<String> words, int number) {
        return words.get(number % words.size());
    }

    /** Spreads consecutive numbers, so that neighbours in the catalogue do not look alike. */
    private static int scatter(int number) {
        int mixed = number * 0x9E3779B9;
        mixed ^= mixed >>> 15;
        mixed *= 0x85EBCA6B;
        return (mixed ^ mixed >>> 13) & Integer.MAX_VALUE;
    }

    private record Range(String name, List<String> nouns) {}
}
