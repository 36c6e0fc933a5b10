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
package io.wellspring.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A step of the protocol that Redis takes as one. */
enum Script {
    GET("find", Form.SEVERAL),
    SET(Form.NUMBER),
    MARK(Form.NUMBER),
    END(Form.NUMBER),
    DROP(Form.NUMBER),
    LOOK("find", Form.SEVERAL),
    PUT(Form.NUMBER),
    SHOW(Form.SEVERAL),
    GENERATION_READ("generation", Form.SEVERAL),
    GENERATION_MARK("generation", Form.NUMBER),
    GENERATION_END("generation", Form.NUMBER),
    GENERATION_RENEW("generation", Form.NUMBER);

    /** What a script answers. */
    enum Form {
        NUMBER,
        SEVERAL
    }

    private final String source;
    private final String digest;
    private final Form answer;

    Script(Form answer) {
        this(null, answer);
    }

    /** @param before what its text begins with, as that of others does */
    Script(@Nullable String before, Form answer) {
        this.answer = answer;
        String file = name().toLowerCase(Locale.ROOT).replace('_', '-');
        this.source = (before == null ? "" : read(before)) + read(file);
        this.digest = HexFormat.of().formatHex(sha1().digest(source.getBytes(StandardCharsets.UTF_8)));
    }

    String source() {
        return source;
    }

    /** By which Redis knows it once it has run. */
    String digest() {
        return digest;
    }

    Form answer() {
        return answer;
    }

    private static String read(String name) {
        String file = name + ".lua";
        try (InputStream in = Script.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is not on the classpath beside " + Script.class);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }
}
