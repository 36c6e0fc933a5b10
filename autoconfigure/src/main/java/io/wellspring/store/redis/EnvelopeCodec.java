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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes entries as one JSON object that people can read, compressed where it is large:
 *
 * <pre>
 * {"format":1,"check":"7d0c1f5a","type":"9f86d081884c7d65","version":3,"loadedAt":"2026-01-01T00:00:00Z",
 *  "freshFor":600000,"staleFor":120000,"generations":{"com.acme.Product":17},"tags":{"user:42":5},"value":{...}}
 * </pre>
 *
 * <p>Reading never throws: whatever the bytes are, they are an entry or {@link Unreadable}. Safe for use by many threads.
 */
final class EnvelopeCodec {

    private static final Object UNREAD = new Object();

    private final ValueCodec values;
    private final Compression compression;

    EnvelopeCodec(ValueCodec values, Compression compression) {
        this.values = values;
        this.compression = compression;
    }

    /**
     * Returns the bytes of an entry.
     *
     * @throws UnwritableValueException where its value cannot be written, or makes it larger than an entry may be
     */
    byte[] write(Envelope envelope) {
        Object value = envelope.value();
        byte[] json = value == null ? null : values.write(value);
        byte[] payload = Frame.close(EnvelopeJson.write(envelope, values.fingerprint(), json));
        if (payload.length > compression.largest()) {
            throw values.unwritable(
                    "an entry of " + payload.length + " bytes is larger than " + compression.largest(), null);
        }
        return compression.compress(payload);
    }

    /**
     * Reads an entry.
     *
     * @param original the text of the key, where the name holds only its hash; null where the name says all
     */
    Reading read(byte[] bytes, @Nullable String original) {
        try {
            byte[] payload = payload(bytes);
            EnvelopeParser json = parse(payload);
            if (!Objects.equals(json.original(), original)) {
                throw new UnreadableException(Reason.KEY, "the entry of " + json.original());
            }
            return new Reading.Hit(
                    json.envelope(json.absent() ? null : values.read(payload, json.valueStart(), json.valueLength())));
        } catch (UnreadableException e) {
            return e.result();
        }
    }

    /** Reads what is known about an entry, whatever its key; in the place of a value, something that is not null. */
    Reading describe(byte[] bytes) {
        try {
            EnvelopeParser json = parse(payload(bytes));
            return new Reading.Hit(json.envelope(json.absent() ? null : UNREAD));
        } catch (UnreadableException e) {
            return e.result();
        }
    }

    private byte[] payload(byte[] bytes) {
        byte[] payload = compression.expand(bytes);
        Frame.check(payload);
        return payload;
    }

    private EnvelopeParser parse(byte[] payload) {
        EnvelopeParser json = EnvelopeParser.parse(payload);
        if (!values.fingerprint().equals(json.type())) {
            throw new UnreadableException(Reason.TYPE, "written as type " + json.type());
        }
        return json;
    }
}
