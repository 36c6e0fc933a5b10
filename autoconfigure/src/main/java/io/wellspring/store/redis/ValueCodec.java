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

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes and reads the values of one declared type as JSON. Safe for use by many threads. */
final class ValueCodec {

    private static final String TOO_DEEP =
            "it holds itself, or is nested deeper than " + StateMapper.DEEPEST + " levels";

    private final String cache;
    private final String type;
    private final String fingerprint;
    private final ObjectWriter writer;
    private final ObjectReader reader;

    ValueCodec(String cache, JavaType type, JsonMapper mapper, String fingerprint) {
        this.cache = cache;
        this.type = type.toCanonical();
        this.fingerprint = fingerprint;
        this.writer = mapper.writerFor(type);
        this.reader = mapper.readerFor(type);
    }

    /** Returns what changes when the structure of the type does. */
    String fingerprint() {
        return fingerprint;
    }

    /**
     * Returns the JSON of a value, in UTF-8.
     *
     * @throws UnwritableValueException where the value could not be read back as what it is
     */
    byte[] write(Object value) {
        try {
            return writer.writeValueAsBytes(value);
        } catch (StreamConstraintsException | StackOverflowError e) {
            throw unwritable(TOO_DEEP, e);
        } catch (JacksonException e) {
            throw unwritable(e.getCause() instanceof StreamConstraintsException ? TOO_DEEP : describe(e), e);
        } catch (RuntimeException e) {
            throw unwritable(e.toString(), e);
        }
    }

    /**
     * Reads a value.
     *
     * @throws UnreadableException where the bytes are not the JSON of a value of the type
     */
    Object read(byte[] bytes, int offset, int length) {
        try {
            Object value = reader.readValue(bytes, offset, length);
            if (value != null) {
                return value;
            }
            throw new UnreadableException(Unreadable.Reason.MALFORMED, "null where a value should be");
        } catch (JacksonException e) {
            throw new UnreadableException(Unreadable.Reason.MALFORMED, describe(e));
        } catch (UnreadableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnreadableException(Unreadable.Reason.MALFORMED, e.toString());
        }
    }

    UnwritableValueException unwritable(String reason, @Nullable Throwable cause) {
        return new UnwritableValueException(cache, type, reason, cause);
    }

    private static String describe(JacksonException e) {
        String path = e.getPathReference();
        return e.getOriginalMessage() + (path == null || path.isEmpty() ? "" : " (at " + path + ")");
    }
}
