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

import java.util.Objects;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** What an application registers for a type of another library, which cannot be written by its fields. */
final class PhoneModule extends SimpleModule {

    /** Has no field that is state, and no constructor. */
    interface Phone {
        String digits();

        static Phone of(String digits) {
            return new Phone() {
                @Override
                public String digits() {
                    return digits;
                }

                @Override
                public boolean equals(Object other) {
                    return other instanceof Phone phone && phone.digits().equals(digits);
                }

                @Override
                public int hashCode() {
                    return Objects.hashCode(digits);
                }

                @Override
                public String toString() {
                    return digits;
                }
            };
        }
    }

    PhoneModule() {
        super("phones");
        addSerializer(Phone.class, new StdSerializer<Phone>(Phone.class) {
            @Override
            public void serialize(Phone phone, JsonGenerator generator, SerializationContext context) {
                generator.writeString(phone.digits());
            }
        });
        addDeserializer(Phone.class, new StdDeserializer<Phone>(Phone.class) {
            @Override
            public Phone deserialize(JsonParser parser, DeserializationContext context) {
                return Phone.of(parser.getString());
            }
        });
    }
}
