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
package io.wellspring.observe;

import io.wellspring.engine.CacheRegistry;
import io.wellspring.engine.NoLoaderException;
import io.wellspring.engine.UnknownCacheException;
import io.wellspring.store.TierUnavailableException;
import java.security.Principal;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.context.ApplicationEventPublisher;

/**
 * The caches over HTTP: what goes wrong becomes a status and a reason, and values are shown to whom they may be.
 *
 * <p>All parameters are taken as text, so that the reason is ours where one does not parse.
 */
@WebEndpoint(id = "cache")
public final class CacheEndpoint {

    private static final String INVALIDATED = "CACHE_INVALIDATED";
    private static final String REFRESHED = "CACHE_REFRESHED";
    /** Where it is not known who asks. */
    private static final String NOBODY = "";

    private final CacheInspector inspector;
    private final Show showValues;
    private final Set<String> roles;
    private final ApplicationEventPublisher events;

    /**
     * @param roles of which a user needs one to see values that are shown when authorized; any user does if there are none
     * @param events takes an event of each operation that changes something
     */
    public CacheEndpoint(
            CacheRegistry registry,
            FreshnessProbes probes,
            Show showValues,
            Set<String> roles,
            ApplicationEventPublisher events) {
        this.events = events;
        this.inspector = new CacheInspector(registry, probes);
        this.showValues = showValues;
        this.roles = Set.copyOf(roles);
    }

    @ReadOperation
    WebEndpointResponse<Object> caches() {
        return respond(inspector::caches);
    }

    /** @param key to show one entry: servers refuse some characters in a path, and this way it may have any */
    @ReadOperation
    WebEndpointResponse<Object> entries(
            SecurityContext securityContext,
            @Selector String cache,
            @Nullable String key,
            @Nullable String explain,
            @Nullable String tier,
            @Nullable String state,
            @Nullable String prefix,
            @Nullable String limit,
            @Nullable String cursor) {
        return key == null
                ? respond(() -> inspector.entries(cache, tier, state, prefix, limit, cursor))
                : entry(securityContext, cache, key, explain, tier);
    }

    @ReadOperation
    WebEndpointResponse<Object> entry(
            SecurityContext securityContext,
            @Selector String cache,
            @Selector(match = Match.ALL_REMAINING) String[] key,
            @Nullable String explain,
            @Nullable String tier) {
        return entry(securityContext, cache, text(key), explain, tier);
    }

    private WebEndpointResponse<Object> entry(
            SecurityContext securityContext,
            String cache,
            String key,
            @Nullable String explain,
            @Nullable String tier) {
        boolean shown = showValues.isShown(securityContext, roles);
        return respond(() -> isTrue("explain", explain)
                ? inspector.story(cache, key, shown)
                : inspector.entry(cache, key, tier, shown));
    }

    @DeleteOperation
    WebEndpointResponse<Object> clearAll(SecurityContext securityContext) {
        return respond(() -> {
            inspector.clearAll();
            audit(securityContext.getPrincipal(), INVALIDATED, Map.of());
            return null;
        });
    }

    /** @param key to invalidate one entry */
    @DeleteOperation
    WebEndpointResponse<Object> clear(SecurityContext securityContext, @Selector String cache, @Nullable String key) {
        return key != null
                ? invalidate(securityContext, cache, key)
                : respond(() -> {
                    inspector.clear(cache);
                    audit(securityContext.getPrincipal(), INVALIDATED, Map.of("cache", cache));
                    return null;
                });
    }

    @DeleteOperation
    WebEndpointResponse<Object> invalidate(
            SecurityContext securityContext,
            @Selector String cache,
            @Selector(match = Match.ALL_REMAINING) String[] key) {
        return invalidate(securityContext, cache, text(key));
    }

    private WebEndpointResponse<Object> invalidate(SecurityContext securityContext, String cache, String key) {
        return respond(() -> {
            boolean held = inspector.invalidate(cache, key);
            audit(securityContext.getPrincipal(), INVALIDATED, Map.of("cache", cache, "key", key));
            if (!held) {
                throw new UnknownEntryException(cache, key);
            }
            return null;
        });
    }

    /** Asks for no security context: Actuator would take it for a body, and a plain POST has none. */
    @WriteOperation
    WebEndpointResponse<Object> refresh(@Selector String cache, @Selector(match = Match.ALL_REMAINING) String[] key) {
        return refresh(cache, text(key));
    }

    /** As {@link #refresh(String, String[])}, with the key in the body. */
    @WriteOperation
    WebEndpointResponse<Object> refresh(@Selector String cache, String key) {
        return respond(() -> {
            CacheDescriptors.Entry entry = inspector.refresh(cache, key, showValues == Show.ALWAYS);
            audit(null, REFRESHED, Map.of("cache", cache, "key", key));
            return entry;
        });
    }

    private void audit(@Nullable Principal principal, String type, Map<String, Object> data) {
        String name = principal == null ? null : principal.getName();
        events.publishEvent(new AuditApplicationEvent(name == null ? NOBODY : name, type, data));
    }

    private static boolean isTrue(String parameter, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw new IllegalArgumentException(parameter + " must be true or false, not '" + text + "'");
    }

    private static String text(String[] key) {
        return String.join("/", key);
    }

    private static WebEndpointResponse<Object> respond(Supplier<@Nullable Object> operation) {
        try {
            Object body = operation.get();
            return body == null
                    ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT)
                    : new WebEndpointResponse<>(body);
        } catch (UnknownCacheException | UnknownEntryException e) {
            return problem(WebEndpointResponse.STATUS_NOT_FOUND, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | NoLoaderException e) {
            return problem(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(e.getMessage()));
        } catch (TierUnavailableException e) {
            return problem(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
        } catch (LoadFailedException e) {
            return problem(WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR, String.valueOf(e.getMessage()));
        }
    }

    private static WebEndpointResponse<Object> problem(int status, String reason) {
        return new WebEndpointResponse<>(new CacheDescriptors.Problem(status, reason), status);
    }
}
