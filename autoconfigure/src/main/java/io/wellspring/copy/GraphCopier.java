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
package io.wellspring.copy;

import java.util.List;
import java.util.function.Consumer;

/**
 * Copies whole graphs of objects: entities, records, collections, arrays and plain objects. Parts that nobody can change are
 * shared between original and copy.
 */
public final class GraphCopier implements Copier {

    private final Shapes shapes;

    /**
     * @param trusting whether classes of the application whose fields are all final and immutable are shared, not copied
     * @param detachers know what belongs to a persistence context
     */
    public GraphCopier(boolean trusting, List<Detacher> detachers) {
        this.shapes = new Shapes(trusting, detachers);
    }

    @Override
    public Object copy(Object value) {
        Shape shape = shapes.of(value.getClass());
        // Most values are immutable, or their parts are: no map is made for those.
        return shape == Shape.IMMUTABLE ? value : new Copying(shapes).copyAll(value);
    }

    @Override
    public Object copy(Object value, Consumer<Object> met) {
        if (shapes.of(value.getClass()) == Shape.IMMUTABLE) {
            return value;
        }
        Copying copying = new Copying(shapes);
        Object copy = copying.copyAll(value);
        copying.originals().forEach(met);
        return copy;
    }
}
