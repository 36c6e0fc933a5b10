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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share of something, written as {@code 10%}.
 *
 * @param share from 0 to 1
 */
public record Percentage(double share) {

    private static final Pattern FORM = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*%\\s*");

    /**
     * Reads a percentage.
     *
     * @throws IllegalArgumentException where the text is none from 0% to 100%
     */
    public static Percentage of(String text) {
        Matcher matcher = FORM.matcher(text);
        double percent = matcher.matches() ? Double.parseDouble(matcher.group(1)) : -1;
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("'" + text + "' is no percentage from 0% to 100%, as 10%");
        }
        return new Percentage(percent / 100);
    }

    @Override
    public String toString() {
        return share * 100 + "%";
    }
}
