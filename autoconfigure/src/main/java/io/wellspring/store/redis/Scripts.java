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

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.NestedMultiOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.lettuce.core.protocol.RedisCommand;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs scripts by their digests, and sends their texts where Redis has forgotten them; reads what needs none. */
final class Scripts {

    static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

    private static final String TORN = "TRYAGAIN";

    /** What the current thread is about to send together, by who sends it. */
    private static final ThreadLocal<@Nullable Map<Scripts, List<RedisCommand<String, byte[], ?>>>> TOGETHER =
            new ThreadLocal<>();

    /**
     * What lies under some names.
     *
     * @param left for how many milliseconds the first is kept yet; negative where it is not there or is kept for ever
     * @param all null for each that is not there
     */
    record Values(long left, List<byte @Nullable []> all) {}

    private final Supplier<@Nullable StatefulConnection<String, byte[]>> connected;

    /** @param connected returns the connection; null where there is none yet */
    Scripts(Supplier<@Nullable StatefulConnection<String, byte[]>> connected) {
        this.connected = connected;
    }

    /** Whether names lie in slots, which may be on several nodes. */
    boolean isCluster() {
        return connected.get() instanceof StatefulRedisClusterConnection<String, byte[]>;
    }

    /** Sends all that an action has run, by this thread, at once: to each Redis that it has run something on. */
    static <T> T together(Supplier<T> action) {
        if (TOGETHER.get() != null) {
            return action.get();
        }
        Map<Scripts, List<RedisCommand<String, byte[], ?>>> all = new LinkedHashMap<>();
        TOGETHER.set(all);
        try {
            return action.get();
        } finally {
            TOGETHER.remove();
            all.forEach(Scripts::send);
        }
    }

    <T> CompletionStage<T> run(Script script, String[] keys, Object... arguments) {
        byte[][] values = new byte[arguments.length][];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i] instanceof byte[] bytes
                    ? bytes
                    : String.valueOf(arguments[i]).getBytes(StandardCharsets.UTF_8);
        }
        return this.<T>send(CommandType.EVALSHA, script.digest(), script, keys, values)
                .exceptionallyCompose(failure -> isForgotten(failure)
                        ? this.<T>send(CommandType.EVAL, script.source(), script, keys, values)
                        : CompletableFuture.failedFuture(failure));
    }

    /** Whether what this thread runs is not sent yet, but together with more. */
    static boolean areTogether() {
        return TOGETHER.get() != null;
    }

    /**
     * Reads values without a script, which costs Redis a fraction of one.
     *
     * @param names all in one slot
     */
    CompletionStage<Values> read(String[] names) {
        AsyncCommand<String, byte[], Long> left = new AsyncCommand<>(
                new Command<>(CommandType.PTTL, new IntegerOutput<>(CODEC), new CommandArgs<>(CODEC).addKey(names[0])));
        AsyncCommand<String, byte[], List<byte @Nullable []>> values = new AsyncCommand<>(
                new Command<>(CommandType.MGET, new ValueListOutput<>(CODEC), new CommandArgs<>(CODEC).addKeys(names)));
        // In this order: should the first be replaced in between, it seems older than it is, and not younger.
        send(List.of(left, values));
        return values.thenCombine(left, (all, millis) -> new Values(millis, all));
    }

    /** Returns the sizes of what lies under some names, in bytes; nought for what is not there, or is something else. */
    CompletionStage<List<Long>> sizes(List<String> names) {
        List<AsyncCommand<String, byte[], Long>> all = names.stream()
                .map(name -> new AsyncCommand<>(new Command<>(
                        CommandType.STRLEN, new IntegerOutput<>(CODEC), new CommandArgs<>(CODEC).addKey(name))))
                .toList();
        send(List.copyOf(all));
        List<CompletableFuture<Long>> sizes = all.stream()
                .map(each -> each.exceptionally(notText -> 0L).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(sizes.toArray(CompletableFuture[]::new))
                .thenApply(done -> sizes.stream().map(CompletableFuture::join).toList());
    }

    /** Returns the ids of those on whom names may lie: of the primaries of a cluster, or one that stands for the only one. */
    List<String> nodes() {
        return connected.get() instanceof StatefulRedisClusterConnection<String, byte[]> cluster
                ? cluster.getPartitions().stream()
                        .filter(Connections::isPrimary)
                        .map(RedisClusterNode::getNodeId)
                        .toList()
                : List.of("");
    }

    /**
     * Looks for names on one node, step by step.
     *
     * @param node one of {@link #nodes}
     * @param from where the last step has ended
     */
    CompletionStage<KeyScanCursor<String>> scan(String node, ScanCursor from, ScanArgs which) {
        StatefulConnection<String, byte[]> connection = connected.get();
        if (connection instanceof StatefulRedisClusterConnection<String, byte[]> cluster) {
            return cluster.getConnectionAsync(node)
                    .thenCompose(primary -> primary.async().scan(from, which));
        }
        return connection instanceof StatefulRedisConnection<String, byte[]> single
                ? single.async().scan(from, which)
                : CompletableFuture.failedFuture(unconnected());
    }

    private <T> CompletionStage<T> send(CommandType type, String text, Script script, String[] keys, byte[][] values) {
        CommandArgs<String, byte[]> arguments = new CommandArgs<>(CODEC)
                .add(text)
                .add(keys.length)
                .addKeys(keys)
                .addValues(values);
        AsyncCommand<String, byte[], T> command =
                new AsyncCommand<>(new Command<>(type, Scripts.<T>output(script), arguments));
        Map<Scripts, List<RedisCommand<String, byte[], ?>>> together = TOGETHER.get();
        if (together != null) {
            together.computeIfAbsent(this, scripts -> new ArrayList<>()).add(command);
        } else {
            send(List.of(command));
        }
        return command;
    }

    private void send(List<RedisCommand<String, byte[], ?>> commands) {
        StatefulConnection<String, byte[]> connection = connected.get();
        if (connection == null) {
            IllegalStateException failure = unconnected();
            commands.forEach(command -> command.completeExceptionally(failure));
        } else {
            connection.dispatch(commands);
        }
    }

    private static IllegalStateException unconnected() {
        return new IllegalStateException("There is no connection to Redis yet");
    }

    @SuppressWarnings("unchecked")
    private static <T> CommandOutput<String, byte[], T> output(Script script) {
        return (CommandOutput<String, byte[], T>)
                switch (script.answer()) {
                    case NUMBER -> new IntegerOutput<>(CODEC);
                    case SEVERAL -> new NestedMultiOutput<>(CODEC);
                };
    }

    private static boolean isForgotten(Throwable failure) {
        return cause(failure) instanceof RedisNoScriptException;
    }

    /** Whether names of one slot lay on two nodes, as they do while it moves: each of them can be used by itself. */
    static boolean isTorn(Throwable failure) {
        return cause(failure) instanceof RedisCommandExecutionException refused
                && refused.getMessage() != null
                && refused.getMessage().startsWith(TORN);
    }

    private static @Nullable Throwable cause(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause() : failure;
    }
}
