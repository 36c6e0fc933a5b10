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

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DetacherTests {

    private final SessionDetacher detacher = new SessionDetacher();
    private final Copier copier = new GraphCopier(true, List.of(new Indifferent(), detacher));

    @Test
    void managedObjectIsReplaced() {
        Object copy = copier.copy(new Proxy(new Entity("a")));

        assertThat(copy).isExactlyInstanceOf(Entity.class);
        assertThat(((Entity) copy).name).isEqualTo("a");
    }

    @Test
    void managedPartIsReplaced() {
        Entity root = new Entity("root");
        root.parts.add(new Proxy(new Entity("a")));
        Entity copy = (Entity) copier.copy(root);

        assertThat(copy.parts).singleElement().isExactlyInstanceOf(Entity.class);
    }

    @Test
    void managedPartAndItsTargetBecomeOne() {
        Entity target = new Entity("a");
        Entity root = new Entity("root");
        Proxy proxy = new Proxy(target);
        root.parts.addAll(List.of(proxy, target, proxy));
        Entity copy = (Entity) copier.copy(root);

        assertThat(copy.parts.get(0))
                .isNotSameAs(target)
                .isSameAs(copy.parts.get(1))
                .isSameAs(copy.parts.get(2));
    }

    @Test
    void cycleThroughAManagedObjectIsKept() {
        Entity root = new Entity("root");
        root.parts.add(new Proxy(root));
        Entity copy = (Entity) copier.copy(root);

        assertThat(copy).isNotSameAs(root);
        assertThat(copy.parts).singleElement().isSameAs(copy);
    }

    @Test
    void fieldThatADetacherRefusesIsLeftOut() {
        Entity root = new Entity("root");
        root.session = "session";
        Entity copy = (Entity) copier.copy(root);

        assertThat(copy.session).isNull();
        assertThat(copy.name).isEqualTo("root");
        assertThat(((Entity) new GraphCopier(true, List.of()).copy(root)).session)
                .isEqualTo("session");
    }

    @Test
    void typeIsAskedForOnce() {
        for (int i = 0; i < 3; i++) {
            copier.copy(new Entity("a"));
        }

        assertThat(detacher.asked).hasValue(1);
    }

    @Test
    void handledTypeNeedNotBeMutable() {
        assertThat(new GraphCopier(true, List.of(new Upper())).copy("a")).isEqualTo("A");
        assertThat(new GraphCopier(true, List.of(new Upper())).copy(List.of("a")))
                .isEqualTo(List.of("A"));
    }

    static class Entity {
        final String name;
        final List<Object> parts = new ArrayList<>();
        String session;

        Entity(String name) {
            this.name = name;
        }
    }

    record Proxy(Entity target) {}

    static class SessionDetacher implements Detacher {

        final AtomicInteger asked = new AtomicInteger();

        @Override
        public boolean handles(Class<?> type) {
            if (type == Entity.class) {
                asked.incrementAndGet();
            }
            return type == Proxy.class;
        }

        @Override
        public boolean copies(Field field) {
            return !field.getName().equals("session");
        }

        @Override
        public Object detach(Object object, Copying copying) {
            return copying.copy(((Proxy) object).target());
        }
    }

    static class Indifferent implements Detacher {

        @Override
        public boolean handles(Class<?> type) {
            return false;
        }

        @Override
        public Object detach(Object object, Copying copying) {
            throw new AssertionError("not asked for");
        }
    }

    static class Upper implements Detacher {

        @Override
        public boolean handles(Class<?> type) {
            return type == String.class;
        }

        @Override
        public Object detach(Object object, Copying copying) {
            return object.equals("a") ? "A" : object;
        }
    }
}
