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
package io.wellspring.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPatternTests {

    @Test
    void cacheAloneFitsEveryKey() {
        KeyPattern pattern = KeyPattern.parse("product");

        assertThat(pattern).isEqualTo(new KeyPattern("product", "*")).isEqualTo(KeyPattern.parse("product:*"));
        assertThat(pattern.matchesAll()).isTrue();
        assertThat(pattern.matches("")).isTrue();
        assertThat(pattern.matches("42")).isTrue();
        assertThat(pattern).hasToString("product");
    }

    @Test
    void firstSeparatorEndsTheCache() {
        KeyPattern pattern = KeyPattern.parse("product:eu:*");

        assertThat(pattern.cache()).isEqualTo("product");
        assertThat(pattern.glob()).isEqualTo("eu:*");
        assertThat(pattern.matchesAll()).isFalse();
        assertThat(pattern).hasToString("product:eu:*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ":", ":*", " :eu-*", "product:", "*", "pro*:eu", "*:*"})
    void patternWithoutACacheIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeyPattern.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("product:eu-*");
    }

    @Test
    void starStandsForAnyRunOfCharacters() {
        KeyPattern pattern = KeyPattern.parse("product:eu-*-x");

        assertThat(pattern.matches("eu--x")).isTrue();
        assertThat(pattern.matches("eu-1-x-x")).isTrue();
        assertThat(pattern.matches("eu-x")).isFalse();
        assertThat(pattern.matches("eu-1-x2")).isFalse();
        assertThat(pattern.matches("1eu-1-x")).isFalse();
    }

    @Test
    void starInAKeyIsACharacterLikeOthers() {
        assertThat(KeyPattern.parse("product:a").matches("*")).isFalse();
        assertThat(KeyPattern.parse("product:a*").matches("*")).isFalse();
        assertThat(KeyPattern.parse("product:a*").matches("a*")).isTrue();
        assertThat(KeyPattern.parse("product:*a").matches("*b")).isFalse();
    }

    @Test
    void otherSignsStandForThemselves() {
        assertThat(KeyPattern.parse("product:a.?").matches("abc")).isFalse();
        assertThat(KeyPattern.parse("product:a.?").matches("a.?")).isTrue();
    }

    @Test
    void specificityIsTheNumberOfLiterals() {
        assertThat(KeyPattern.parse("product").specificity()).isZero();
        assertThat(KeyPattern.parse("product:**").specificity()).isZero();
        assertThat(KeyPattern.parse("product:eu-*").specificity()).isEqualTo(3);
        assertThat(KeyPattern.parse("product:*e*u*").specificity()).isEqualTo(2);
    }

    @Test
    void patternsThatOverlapAndSayAsMuchAreAmbiguous() {
        assertAmbiguous("product:a*", "product:*b", true);
        assertAmbiguous("product:a*", "product:a*", true);
        assertAmbiguous("product", "product:**", true);
        assertAmbiguous("product:a*b", "product:*ab", true);
    }

    @Test
    void patternsThatShareNoKeyAreNotAmbiguous() {
        assertAmbiguous("product:a*", "product:b*", false);
        assertAmbiguous("product:a", "product:b", false);
        assertAmbiguous("product:a", "product:aa", false);
        assertAmbiguous("product:a*", "price:a*", false);
    }

    @Test
    void moreSpecificPatternIsNotAmbiguous() {
        assertAmbiguous("product:ab*", "product:*b", false);
        assertAmbiguous("product", "product:a*", false);
    }

    @Test
    void matchesAgreesWithRegularExpressions() {
        List<String> keys = words("ab*", 4);
        for (String glob : words("ab*", 4).stream().filter(g -> !g.isEmpty()).toList()) {
            KeyPattern pattern = new KeyPattern("product", glob);
            Pattern reference = reference(glob);
            for (String key : keys) {
                assertThat(pattern.matches(key))
                        .as("%s of %s", key, glob)
                        .isEqualTo(reference.matcher(key).matches());
            }
        }
    }

    @Test
    void ambiguityAgreesWithASearchForACommonKey() {
        // A shortest common key needs no more characters than the literals of both: 3 + 3 at the most.
        List<String> keys = words("ab", 6);
        List<String> globs = words("ab*", 3).stream().filter(g -> !g.isEmpty()).toList();
        for (String one : globs) {
            List<String> fitting =
                    keys.stream().filter(reference(one).asMatchPredicate()).toList();
            for (String other : globs) {
                boolean overlap = fitting.stream().anyMatch(reference(other).asMatchPredicate());
                assertThat(new KeyPattern("c", one).ambiguousWith(new KeyPattern("c", other)))
                        .as("%s and %s", one, other)
                        .isEqualTo(overlap && literals(one) == literals(other));
            }
        }
    }

    private static void assertAmbiguous(String one, String other, boolean ambiguous) {
        assertThat(KeyPattern.parse(one).ambiguousWith(KeyPattern.parse(other))).isEqualTo(ambiguous);
        assertThat(KeyPattern.parse(other).ambiguousWith(KeyPattern.parse(one))).isEqualTo(ambiguous);
    }

    private static Pattern reference(String glob) {
        return Pattern.compile(glob.replace("*", ".*"));
    }

    private static int literals(String glob) {
        return glob.replace("*", "").length();
    }

    private static List<String> words(String alphabet, int longest) {
        List<String> words = new ArrayList<>(List.of(""));
        int start = 0;
        for (int length = 1; length <= longest; length++) {
            int end = words.size();
            for (int i = start; i < end; i++) {
                for (int letter = 0; letter < alphabet.length(); letter++) {
                    words.add(words.get(i) + alphabet.charAt(letter));
                }
            }
            start = end;
        }
        return words;
    }
}
