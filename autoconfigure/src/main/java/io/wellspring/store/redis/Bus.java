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

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.wellspring.policy.Ticker;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hears what the nodes of a fleet tell each other, and knows for how long it has certainly heard everything.
 *
 * <p>Redis answers a ping on the connection of the subscription after all that was published before the ping came. So an answer
 * proves that nothing is missing that was published before the ping was sent, and the proof holds for a heartbeat from then.
 * After a new connection nothing is known of the time in between: the receiver is told, and a ping that is sent later begins
 * the proof anew.
 *
 * <p>Messages, answers and the states of the connection come on one thread of the client, one after the other.
 */
final class Bus implements AutoCloseable {

    /** What comes of the bus; must not block. */
    interface Receiver {

        void message(String message);

        /** After a time without a proof there is about to be one again: what rests on it may be used from then on. */
        void again();

        /** Messages may have been missed: nothing holds any more that was concluded from hearing none. */
        void missed();
    }

    private static final int BEATS = 3;

    private final StatefulRedisPubSubConnection<String, String> connection;
    private final long heartbeat;
    private final Ticker ticker;
    private final Receiver receiver;
    private final ScheduledFuture<?> beats;

    /** How often the connection was lost or made anew: an answer to a ping of before proves nothing. */
    private final AtomicInteger epoch = new AtomicInteger();

    private volatile boolean subscribed;
    private volatile long provenUntil;

    /** @param heartbeat for how long an answer proves that nothing is missing */
    Bus(
            StatefulRedisPubSubConnection<String, String> connection,
            String channel,
            Duration heartbeat,
            Ticker ticker,
            Receiver receiver) {
        this.connection = connection;
        this.heartbeat = heartbeat.toNanos();
        this.ticker = ticker;
        this.receiver = receiver;
        this.provenUntil = ticker.nanos();
        connection.addListener(new Messages());
        connection.addListener(new States());
        connection.async().subscribe(channel);
        this.beats = connection
                .getResources()
                .eventExecutorGroup()
                .scheduleAtFixedRate(this::beat, 0, this.heartbeat / BEATS, TimeUnit.NANOSECONDS);
    }

    /** Whether everything was heard that was published until a heartbeat ago. One volatile read: hits ask this. */
    boolean isProven(long now) {
        return provenUntil - now > 0;
    }

    @Override
    public void close() {
        beats.cancel(false);
        lost();
        Connections.close(connection);
    }

    private void beat() {
        int at = epoch.get();
        if (!subscribed) {
            return;
        }
        long sent = ticker.nanos();
        connection.async().ping().thenRun(() -> {
            if (at == epoch.get()) {
                long now = ticker.nanos();
                if (!isProven(now) && sent + heartbeat - now > 0) {
                    receiver.again();
                }
                prove(at, sent + heartbeat);
            }
        });
    }

    /** The answer to a ping may come while another thread closes: one of the two is last, and sees the other. */
    private synchronized void prove(int at, long until) {
        if (at == epoch.get()) {
            provenUntil = until;
        }
    }

    private synchronized void lost() {
        epoch.incrementAndGet();
        subscribed = false;
        provenUntil = ticker.nanos();
    }

    private final class Messages extends RedisPubSubAdapter<String, String> {

        @Override
        public void message(String from, String message) {
            receiver.message(message);
        }

        @Override
        public void subscribed(String to, long count) {
            lost();
            receiver.missed();
            subscribed = true;
            beat();
        }
    }

    private final class States implements RedisConnectionStateListener {

        @Override
        public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
            lost();
        }
    }
}
