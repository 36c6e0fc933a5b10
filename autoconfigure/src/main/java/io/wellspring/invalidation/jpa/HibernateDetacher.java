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
package io.wellspring.invalidation.jpa;

import io.wellspring.copy.Copying;
import io.wellspring.copy.Detacher;
import io.wellspring.copy.UncopyableException;
import java.io.Serializable;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hibernate.bytecode.enhance.spi.interceptor.BytecodeLazyAttributeInterceptor;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.PersistentAttributeInterceptable;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.proxy.HibernateProxy;
import org.hibernate.proxy.LazyInitializer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what Hibernate manages out of its session: a loaded collection becomes a plain one, a loaded proxy its entity. What
 * was not loaded stays so, and says so with a {@code LazyInitializationException} when it is touched; merging such a copy
 * leaves it as it is in the database.
 */
public final class HibernateDetacher implements Detacher {

    private static final String ENHANCEMENT = "$$_hibernate_";

    @Override
    public boolean handles(Class<?> type) {
        return PersistentCollection.class.isAssignableFrom(type)
                || HibernateProxy.class.isAssignableFrom(type)
                || PersistentAttributeInterceptable.class.isAssignableFrom(type);
    }

    @Override
    public boolean copies(Field field) {
        // What enhancement adds to an entity ties it to its session.
        return !field.getName().startsWith(ENHANCEMENT);
    }

    @Override
    public Object detach(Object object, Copying copying) {
        if (object instanceof HibernateProxy proxy) {
            return detach(proxy, copying);
        }
        if (object instanceof PersistentAttributeInterceptable entity) {
            return detach(entity, copying);
        }
        PersistentCollection<?> collection = (PersistentCollection<?>) object;
        return collection.wasInitialized() ? loaded(collection, copying) : unloaded(collection);
    }

    private static Object detach(HibernateProxy proxy, Copying copying) {
        LazyInitializer initializer = proxy.getHibernateLazyInitializer();
        if (!initializer.isUninitialized()) {
            return Objects.requireNonNull(copying.copy(initializer.getImplementation()));
        }
        SharedSessionContractImplementor session = initializer.getSession();
        if (session == null) {
            return proxy;
        }
        return session.getFactory()
                .getMappingMetamodel()
                .getEntityDescriptor(initializer.getEntityName())
                .createProxy(initializer.getInternalIdentifier(), null);
    }

    /** An entity enhanced at build time keeps what it did not load in an interceptor; a copy would read as null there. */
    private static Object detach(PersistentAttributeInterceptable entity, Copying copying) {
        if (entity.$$_hibernate_getInterceptor() instanceof BytecodeLazyAttributeInterceptor lazy
                && lazy.hasAnyUninitializedAttributes()) {
            throw new UncopyableException(entity.getClass(), "lazy attributes that were not loaded");
        }
        return copying.copyPlain(entity);
    }

    private static Object loaded(PersistentCollection<?> collection, Copying copying) {
        if (collection instanceof Map<?, ?> map) {
            return copying.fill(copying.began(collection, emptyLike(map)), map);
        }
        if (collection instanceof Collection<?> elements) {
            return copying.fill(copying.began(collection, emptyLike(elements)), elements);
        }
        // An array: Hibernate replaces it by its holder nowhere but in its own structures.
        return collection;
    }

    @SuppressWarnings("unchecked")
    private static Map<@Nullable Object, @Nullable Object> emptyLike(Map<?, ?> map) {
        return map instanceof SortedMap<?, ?> sorted
                ? new TreeMap<>(((SortedMap<Object, Object>) sorted).comparator())
                : new LinkedHashMap<>();
    }

    @SuppressWarnings("unchecked")
    private static Collection<@Nullable Object> emptyLike(Collection<?> elements) {
        if (elements instanceof SortedSet<?> sorted) {
            return new TreeSet<>(((SortedSet<Object>) sorted).comparator());
        }
        return elements instanceof Set<?> ? new LinkedHashSet<>() : new ArrayList<>(elements.size());
    }

    private static Object unloaded(PersistentCollection<?> collection) {
        try {
            PersistentCollection<?> standIn =
                    collection.getClass().getConstructor().newInstance();
            standIn.setSnapshot(collection.getKey(), collection.getRole(), (Serializable) null);
            return standIn;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "No stand-in for the unloaded collection " + collection.getRole() + " could be made", e);
        }
    }
}
