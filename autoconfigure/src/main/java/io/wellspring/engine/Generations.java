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
package io.wellspring.engine;

import io.wellspring.engine.Episode.Kind;
import io.wellspring.store.Generation;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The generations of all that the entries of an application are computed from: two of each entity type, one of each tag.
 * Whatever changes moves its generation, in a time that does not depend on how many entries fall.
 *
 * <p>What depends on a type may come to be known only after the type has changed. So a change is noted whether anybody
 * depends on the type or not, and a generation that is made later begins with the number of the last change.
 */
public final class Generations {

    /**
     * The generations of one entity type.
     *
     * @param any moves with every change of an entity of the type, of a supertype or of a subtype
     * @param bulk moves with those changes of which it is not known which entities they concern
     */
    record OfType(Class<?> type, Generation any, Generation bulk) {

        OfType(Class<?> type) {
            this(type, new Generation(ANY + type.getName()), new Generation(BULK + type.getName()));
        }

        boolean concerns(Class<?> changed) {
            return areRelated(type, changed);
        }
    }

    private static final class OfTag extends WeakReference<Generation> {

        private final String tag;

        OfTag(String tag, Generation generation, ReferenceQueue<Generation> unused) {
            super(generation, unused);
            this.tag = tag;
        }
    }

    /** In the story, all that there is. */
    static final String ALL = "";

    private static final String ANY = "any:";
    private static final String BULK = "bulk:";

    private final Sequence sequence;
    private final ConcurrentMap<String, Generation> named = new ConcurrentHashMap<>();
    private final ConcurrentMap<Class<?>, OfType> types = new ConcurrentHashMap<>();
    private final Map<Class<?>, OfType> complete = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, OfTag> tags = new ConcurrentHashMap<>();
    private final ReferenceQueue<Generation> unused = new ReferenceQueue<>();
    private final AtomicInteger declarations = new AtomicInteger();
    private final AtomicLongArray tagStripes = new AtomicLongArray(Stripes.COUNT);
    private final Story story;

    /** @param sequence numbers the changes */
    public Generations(Sequence sequence) {
        this.sequence = sequence;
        this.story = new Story(sequence.ticker());
    }

    /** What became of them: by their names, or by the places of entries that other nodes have changed. */
    Story story() {
        return story;
    }

    Sequence sequence() {
        return sequence;
    }

    /** Whether a change of an entity of one type may be a change of an entity of the other: either may be the supertype. */
    static boolean areRelated(Class<?> one, Class<?> other) {
        return one.isAssignableFrom(other) || other.isAssignableFrom(one);
    }

    OfType of(Class<?> type) {
        OfType known = complete.get(type);
        return known != null ? known : register(type);
    }

    /**
     * Notes the change of an entity.
     *
     * @param bulk whether it is not known which entities of the type changed
     * @param cause for people
     */
    void changed(Class<?> type, boolean bulk, Mark mark, @Nullable Object cause) {
        // The type itself first. A related type that is registered meanwhile is either in the map by now, and moved
        // below, or reads the number of this type after it was moved.
        move(of(type), bulk, mark);
        for (OfType generations : types.values()) {
            if (generations.concerns(type)) {
                move(generations, bulk, mark);
                story.tell(Kind.CHANGED, generations.any().name(), cause);
                if (bulk) {
                    story.tell(Kind.CHANGED, generations.bulk().name(), cause);
                }
            }
        }
    }

    private static void move(OfType generations, boolean bulk, Mark mark) {
        mark.move(generations.any());
        if (bulk) {
            mark.move(generations.bulk());
        }
    }

    /** Adds a generation that is known by its name to other nodes. */
    void add(Generation generation) {
        named.put(generation.name(), generation);
    }

    /** Returns the generation of a name; null where there is none. */
    @Nullable
    Generation named(String name) {
        return name.startsWith(Generation.TAG) ? tag(name.substring(Generation.TAG.length())) : named.get(name);
    }

    /** Returns the names of all but those of tags. */
    Collection<String> names() {
        return Set.copyOf(named.keySet());
    }

    /** Notes a change that another node tells of. */
    void changed(String name, Mark mark) {
        if (name.startsWith(Generation.TAG)) {
            tagged(name.substring(Generation.TAG.length()), mark);
            return;
        }
        Generation known = named.get(name);
        if (known != null) {
            mark.move(known);
        }
    }

    /** Returns the generation of a tag, the same one for as long as anybody holds it. */
    Generation tag(String tag) {
        forgetUnused();
        Generation[] found = new Generation[1];
        // One step per tag. A generation that is made anew begins with the last number of its stripe, which no earlier
        // invalidation of the tag is greater than.
        tags.compute(tag, (name, reference) -> {
            Generation held = reference == null ? null : reference.get();
            found[0] = held != null ? held : new Generation(Generation.TAG + name, tagStripes.get(Stripes.of(name)));
            return held != null ? reference : new OfTag(name, found[0], unused);
        });
        return Objects.requireNonNull(found[0]);
    }

    /** Invalidates every entry that bears a tag, and refuses the loads that run now and will bear it. */
    void tagged(String tag, Mark mark) {
        tags.compute(tag, (name, reference) -> {
            tagStripes.accumulateAndGet(Stripes.of(name), mark.number(), Math::max);
            Generation held = reference == null ? null : reference.get();
            if (held != null) {
                held.moveTo(mark.number());
            }
            mark.note(Generation.TAG + name);
            story.tell(Kind.CHANGED, Generation.TAG + name, "the tag '" + name + "'");
            return held == null ? null : reference;
        });
    }

    /** Counts how often it came to be known that something depends on a type: what is concluded from that holds as long. */
    int declarations() {
        return declarations.get();
    }

    void declared() {
        declarations.incrementAndGet();
    }

    /** How many tags are known at the moment: those of entries and of running loads. */
    int tagCount() {
        forgetUnused();
        return tags.size();
    }

    private synchronized OfType register(Class<?> type) {
        OfType known = complete.get(type);
        if (known != null) {
            return known;
        }
        OfType added = new OfType(type);
        // Seen by every change from here on; what changed before is read below.
        types.put(type, added);
        for (OfType other : types.values()) {
            if (other.concerns(type)) {
                added.any().moveTo(other.any().last());
                added.bulk().moveTo(other.bulk().last());
            }
        }
        add(added.any());
        add(added.bulk());
        complete.put(type, added);
        return added;
    }

    private void forgetUnused() {
        for (@Nullable Object reference = unused.poll(); reference != null; reference = unused.poll()) {
            OfTag gone = (OfTag) reference;
            tags.remove(gone.tag, gone);
        }
    }
}
