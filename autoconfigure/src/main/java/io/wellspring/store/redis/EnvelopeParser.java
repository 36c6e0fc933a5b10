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

import io.wellspring.store.redis.Unreadable.Reason;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the envelope of a payload up to the value, which is not parsed before the rest is known to fit. */
final class EnvelopeParser {

    private static final JsonFactory JSON = new JsonFactory();

    private final byte[] payload;
    private @Nullable String type;
    private @Nullable String original;
    private @Nullable String text;
    private @Nullable Long version;
    private @Nullable String loadedAt;
    private @Nullable Long freshFor;
    private @Nullable Long staleFor;
    private Map<String, Long> generations = Map.of();
    private Map<String, Long> tags = Map.of();
    private boolean absent;
    private int valueStart = -1;

    private EnvelopeParser(byte[] payload) {
        this.payload = payload;
    }

    /** @throws UnreadableException where the payload is not what {@link EnvelopeJson} wrote */
    static EnvelopeParser parse(byte[] payload) {
        EnvelopeParser envelope = new EnvelopeParser(payload);
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), payload, 0, payload.length)) {
            envelope.parse(json);
        } catch (JacksonException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
        return envelope;
    }

    @Nullable
    String type() {
        return type;
    }

    @Nullable
    String original() {
        return original;
    }

    boolean absent() {
        return absent;
    }

    int valueStart() {
        return valueStart;
    }

    int valueLength() {
        return payload.length - 1 - valueStart;
    }

    /** @param value the value; null for an absence */
    Envelope envelope(@Nullable Object value) {
        if (loadedAt == null || freshFor == null || staleFor == null) {
            throw malformed("the times are missing");
        }
        return new Envelope(original, text, version, loadedAt, freshFor, staleFor, generations, tags, value);
    }

    private void parse(JsonParser json) {
        json.nextToken();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            if (name.equals(EnvelopeJson.VALUE)) {
                valueStart = (int) json.currentTokenLocation().getByteOffset();
                break;
            }
            parse(name, token, json);
        }
        if (absent == (valueStart >= 0) || payload[payload.length - 1] != '}') {
            throw malformed("neither a value nor an absence");
        }
    }

    private void parse(String name, JsonToken token, JsonParser json) {
        switch (name) {
            case Frame.FORMAT, Frame.CHECK -> {}
            case EnvelopeJson.TYPE -> type = json.getString();
            case EnvelopeJson.KEY -> original = json.getString();
            case EnvelopeJson.TEXT -> text = json.getString();
            case EnvelopeJson.VERSION -> version = json.getLongValue();
            case EnvelopeJson.LOADED_AT -> loadedAt = token == JsonToken.VALUE_STRING ? json.getString() : null;
            case EnvelopeJson.FRESH_FOR -> freshFor = json.getLongValue();
            case EnvelopeJson.STALE_FOR -> staleFor = json.getLongValue();
            case EnvelopeJson.GENERATIONS -> generations = numbers(token, json);
            case EnvelopeJson.TAGS -> tags = numbers(token, json);
            case EnvelopeJson.ABSENT -> absent = json.getBooleanValue();
            default -> throw malformed("unknown name " + name);
        }
    }

    private static Map<String, Long> numbers(JsonToken start, JsonParser json) {
        if (start != JsonToken.START_OBJECT) {
            throw malformed("no numbers by name");
        }
        Map<String, Long> numbers = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            numbers.put(name, json.getLongValue());
        }
        return numbers;
    }

    private static UnreadableException malformed(String detail) {
        return new UnreadableException(Reason.MALFORMED, detail);
    }
}
