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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes an envelope as JSON, with the value last: it is the longest. */
final class EnvelopeJson {

    static final String TYPE = "type";
    static final String KEY = "key";
    static final String TEXT = "text";
    static final String VERSION = "version";
    static final String LOADED_AT = "loadedAt";
    static final String FRESH_FOR = "freshFor";
    static final String STALE_FOR = "staleFor";
    static final String GENERATIONS = "generations";
    static final String TAGS = "tags";
    static final String ABSENT = "absent";
    static final String VALUE = "value";

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] BEFORE_VALUE = (",\"" + VALUE + "\":").getBytes(StandardCharsets.US_ASCII);

    private EnvelopeJson() {}

    /**
     * Returns the payload, which begins with {@link Frame#OPEN}.
     *
     * @param type the fingerprint of the value's type
     * @param value the JSON of the value; null for an absence
     */
    static byte[] write(Envelope envelope, String type, byte @Nullable [] value) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream(512 + (value == null ? 0 : value.length));
        payload.writeBytes(Frame.OPEN.getBytes(StandardCharsets.US_ASCII));
        byte[] header = header(envelope, type);
        // The frame has opened the object, and the value may still come before its end.
        payload.write(header, 1, header.length - 2);
        if (value != null) {
            payload.writeBytes(BEFORE_VALUE);
            payload.writeBytes(value);
        }
        payload.write('}');
        return payload.toByteArray();
    }

    private static byte[] header(Envelope envelope, String type) {
        ByteArrayOutputStream header = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), header)) {
            json.writeStartObject();
            json.writeStringProperty(TYPE, type);
            if (envelope.original() != null) {
                json.writeStringProperty(KEY, envelope.original());
            }
            if (envelope.text() != null) {
                json.writeStringProperty(TEXT, envelope.text());
            }
            if (envelope.version() != null) {
                json.writeNumberProperty(VERSION, envelope.version());
            }
            json.writeStringProperty(LOADED_AT, envelope.loadedAt());
            json.writeNumberProperty(FRESH_FOR, envelope.freshForMillis());
            json.writeNumberProperty(STALE_FOR, envelope.staleForMillis());
            write(json, GENERATIONS, envelope.generations());
            write(json, TAGS, envelope.tags());
            if (envelope.absent()) {
                json.writeBooleanProperty(ABSENT, true);
            }
            json.writeEndObject();
        }
        return header.toByteArray();
    }

    private static void write(JsonGenerator json, String name, Map<String, Long> numbers) {
        if (!numbers.isEmpty()) {
            json.writeObjectPropertyStart(name);
            new TreeMap<>(numbers).forEach(json::writeNumberProperty);
            json.writeEndObject();
        }
    }
}
