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

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs scripts by their digests, and loads them again where Redis has forgotten them. */
final class Scripts {

    private final Supplier<@Nullable RedisClusterAsyncCommands<String, byte[]>> connected;

    /** @param connected returns the commands; null where there is no connection yet */
    Scripts(Supplier<@Nullable RedisClusterAsyncCommands<String, byte[]>> connected) {
        this.connected = connected;
    }

    /** Has Redis know all scripts, so that none is sent twice when it is first used. */
    void load() {
        RedisClusterAsyncCommands<String, byte[]> commands = connected.get();
        if (commands != null) {
            for (Script script : Script.values()) {
                commands.scriptLoad(script.source());
            }
        }
    }

    <T> CompletionStage<T> run(Script script, String[] keys, Object... arguments) {
        RedisClusterAsyncCommands<String, byte[]> commands = connected.get();
        if (commands == null) {
            return failed(new IllegalStateException("There is no connection to Redis yet"));
        }
        byte[][] values = new byte[arguments.length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i] instanceof byte[] bytes
                    ? bytes
                    : String.valueOf(arguments[i]).getBytes(StandardCharsets.UTF_8);
        }
        return commands.<T>evalsha(script.digest(), script.output(), keys, values)
                .exceptionallyCompose(failure -> isForgotten(failure)
                        ? commands.<T>eval(script.source(), script.output(), keys, values)
                        : failed(failure));
    }

    private static boolean isForgotten(Throwable failure) {
        return failure instanceof RedisNoScriptException
                || (failure instanceof CompletionException && failure.getCause() instanceof RedisNoScriptException);
    }

    private static <T> CompletionStage<T> failed(Throwable failure) {
        return CompletableFuture.failedFuture(failure);
    }
}
