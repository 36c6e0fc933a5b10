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
package io.wellspring.model.fleet;

import java.util.Collections;
import java.util.List;

/**
 * What lies in Redis under the names of one run of it.
 *
 * @param young whether marks may stand that were lost with the run before
 */
record Space(List<Entry> entries, List<Fence> fences, List<Generation> generations, boolean young) {

    static Space empty(int now, boolean young) {
        return new Space(
                Collections.nCopies(Name.KEY_COUNT, Entry.ABSENT),
                Collections.nCopies(Name.KEY_COUNT, Fence.NONE),
                Collections.nCopies(Name.values().length - Name.KEY_COUNT, new Generation(now, Marks.NONE)),
                young);
    }

    Entry entry(Name key) {
        return entries.get(key.ordinal());
    }

    Fence fence(Name key) {
        return fences.get(key.ordinal());
    }

    Generation generation(Name name) {
        return generations.get(name.generation());
    }

    Marks marks(Name name) {
        return name.isKey() ? fence(name).marks() : generation(name).marks();
    }

    Space with(Name key, Entry entry) {
        return new Space(Lists.with(entries, key.ordinal(), entry), fences, generations, young);
    }

    Space with(Name key, Fence fence) {
        return new Space(entries, Lists.with(fences, key.ordinal(), fence), generations, young);
    }

    Space with(Name name, Generation generation) {
        return new Space(entries, fences, Lists.with(generations, name.generation(), generation), young);
    }

    Space with(Name name, Marks marks) {
        return name.isKey()
                ? with(name, fence(name).with(marks))
                : with(name, new Generation(generation(name).value(), marks));
    }

    Space grown() {
        return new Space(entries, fences, generations, false);
    }
}
