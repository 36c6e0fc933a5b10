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

import io.wellspring.engine.NoLoaderException;
import io.wellspring.engine.UnknownCacheException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** The endpoint over HTTP: what goes wrong becomes a status and a reason, and values are shown to whom they may be. */
@EndpointWebExtension(endpoint = CacheEndpoint.class)
public final class CacheEndpointWebExtension {

    /** An operation of the endpoint. */
    @FunctionalInterface
    private interface Operation {
        @Nullable
        Object run() throws Throwable;
    }

    private final CacheEndpoint endpoint;
    private final Show showValues;
    private final Set<String> roles;

    /** @param roles of which a user needs one to see values that are shown when authorized; any user does if there are none */
    public CacheEndpointWebExtension(CacheEndpoint endpoint, Show showValues, Set<String> roles) {
        this.endpoint = endpoint;
        this.showValues = showValues;
        this.roles = Set.copyOf(roles);
    }

    @ReadOperation
    WebEndpointResponse<Object> entries(
            @Selector String cache,
            @Nullable String state,
            @Nullable String prefix,
            @Nullable String limit,
            @Nullable String cursor) {
        return respond(() -> endpoint.entries(cache, state, prefix, limit, cursor));
    }

    @ReadOperation
    WebEndpointResponse<Object> entry(
            SecurityContext securityContext,
            @Selector String cache,
            @Selector(match = Selector.Match.ALL_REMAINING) String[] key) {
        boolean shown = showValues.isShown(securityContext, roles);
        return respond(() -> endpoint.entry(cache, String.join("/", key), shown));
    }

    @DeleteOperation
    WebEndpointResponse<Object> invalidate(@Selector String cache) {
        return respond(() -> {
            endpoint.invalidate(cache);
            return null;
        });
    }

    @DeleteOperation
    WebEndpointResponse<Object> invalidate(
            @Selector String cache, @Selector(match = Selector.Match.ALL_REMAINING) String[] key) {
        return respond(() -> {
            endpoint.invalidate(cache, key);
            return null;
        });
    }

    @WriteOperation
    WebEndpointResponse<Object> refresh(
            SecurityContext securityContext,
            @Selector String cache,
            @Selector(match = Selector.Match.ALL_REMAINING) String[] key) {
        boolean shown = showValues.isShown(securityContext, roles);
        return respond(() -> endpoint.refresh(cache, String.join("/", key), shown));
    }

    private static WebEndpointResponse<Object> respond(Operation operation) {
        try {
            Object body = operation.run();
            return body == null
                    ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT)
                    : new WebEndpointResponse<>(body);
        } catch (UnknownCacheException | UnknownEntryException e) {
            return problem(WebEndpointResponse.STATUS_NOT_FOUND, e);
        } catch (IllegalArgumentException | NoLoaderException e) {
            return problem(WebEndpointResponse.STATUS_BAD_REQUEST, e);
        } catch (Throwable e) {
            return problem(WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR, e);
        }
    }

    private static WebEndpointResponse<Object> problem(int status, Throwable e) {
        String reason = status < WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR
                ? String.valueOf(e.getMessage())
                : "The load failed: " + e;
        return new WebEndpointResponse<>(new CacheDescriptors.Problem(status, reason), status);
    }
}
