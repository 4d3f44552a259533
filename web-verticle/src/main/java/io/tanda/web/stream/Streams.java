package io.tanda.web.stream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tanda.contract.bus.Nudge;
import io.tanda.web.http.Answer;
import io.tanda.web.http.LiveFeed;
import io.tanda.web.security.Caller;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open streams of one source. A stream is what its source holds past the last event that was sent, so it has no gaps whatever is
 * lost on the way:
 *
 * <pre>
 *   nudge (may be lost) --+--&gt; news ----------+
 *   stream opened --------+                   +--&gt; one read at a time --&gt; each stream gets what is past its last
 *   look, every 2 s ---------&gt; to look at ----+    all news, at most 500, and 100 of the others
 * </pre>
 *
 * A reader that is slower than its events is closed: it comes back with Last-Event-ID. Lives on one event loop.
 */
public final class Streams implements LiveFeed {
    /** Both sources read as many at once. */
    public static final int MAX_KEYS_PER_READ = 500;
    /** Of those nobody told of: a read stays short, so that news that comes meanwhile does not wait long. */
    private static final int LOOKS_PER_READ = 100;
    /** What may wait for a slow reader: a hundred events or so. */
    static final int QUEUE_MAX_BYTES = 64 * 1024;
    /** How long a client waits before it comes back. */
    static final int RETRY_MILLIS = 1_000;

    private static final Buffer RETRY = Buffer.buffer("retry: " + RETRY_MILLIS + "\n\n");
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");
    private static final CharSequence BUFFERING_NAME = HttpHeaders.createOptimized("x-accel-buffering");
    private static final CharSequence NO = HttpHeaders.createOptimized("no");

    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    private final StreamSource source;
    private final StreamLimits limits;
    private final Counter slowReaders;
    private final Map<UUID, List<Stream>> open = new HashMap<>();
    private final Set<UUID> news = new LinkedHashSet<>();
    private final Set<UUID> toLookAt = new LinkedHashSet<>();
    private boolean reading;
    private boolean stopped;
    private int count;

    public Streams(StreamSource source, StreamLimits limits, MeterRegistry meters) {
        this.source = source;
        this.limits = limits;
        this.slowReaders = Counter.builder("tanda.http.streams.slow")
                .description("Streams closed because their reader was too slow")
                .tag("stream", source.name())
                .register(meters);
        Gauge.builder("tanda.http.streams", this, streams -> streams.count)
                .description("Open streams of events")
                .tag("stream", source.name())
                .register(meters);
    }

    /** One client's stream. */
    private static final class Stream {
        final UUID key;
        final Caller caller;
        final HttpServerResponse response;
        /** The last event the client has, or need not have. */
        long last;

        Stream(UUID key, Caller caller, HttpServerResponse response, long after) {
            this.key = key;
            this.caller = caller;
            this.response = response;
            this.last = after;
        }
    }

    /** Opens a stream. It is known where it begins, so whatever happens after the client has the head is in the stream. */
    @Override
    public Future<Opened> open(UUID key, long after, Caller caller, HttpServerResponse response) {
        if (stopped || !limits.enter(caller.id())) return Future.succeededFuture(Opened.TOO_MANY);
        Stream stream = new Stream(key, caller, response, after);
        open.computeIfAbsent(key, none -> new ArrayList<>(1)).add(stream);
        count++;
        response.closeHandler(gone -> forget(stream));
        response.exceptionHandler(failure -> forget(stream));
        begin(stream);
        news.add(key);
        pump();
        return Future.succeededFuture(Opened.OPEN);
    }

    private void begin(Stream stream) {
        if (stream.response.ended() || stream.response.closed()) {
            forget(stream);
            return;
        }
        stream.response
                .setChunked(true)
                .setWriteQueueMaxSize(QUEUE_MAX_BYTES)
                .putHeader(HttpHeaders.CONTENT_TYPE, Answer.EVENTS)
                // Proxies that collect answers before they pass them on would hold events back.
                .putHeader(BUFFERING_NAME, NO);
        // An id without data is no event, but what a client that has seen no event yet comes back with (HTML, 9.2.6).
        write(stream, Buffer.buffer("retry: " + RETRY_MILLIS + "\nid: " + stream.last + "\n\n"));
    }

    /** Somebody says that there is news, of this source or another. */
    public void nudged(Nudge nudge) {
        if (!nudge.stream().equals(source.name())) return;
        for (UUID key : nudge.keys()) if (open.containsKey(key)) news.add(key);
        pump();
    }

    /** Called every 2 s: finds what no nudge told of, and ends streams whose token has expired. */
    public void look(Instant now) {
        for (Stream stream : all()) {
            if (now.isAfter(stream.caller.expiresAt())) end(stream);
        }
        toLookAt.addAll(open.keySet());
        pump();
    }

    /** Ends the streams of these callers. */
    public void end(Predicate<Caller> callers) {
        for (Stream stream : all()) if (callers.test(stream.caller)) end(stream);
    }

    /** Called every 15 s: proxies and clients take a silent connection for a dead one. */
    public void heartbeat() {
        for (Stream stream : all()) write(stream, HEARTBEAT);
    }

    private void pump() {
        if (reading) return;
        Map<UUID, Long> after = new LinkedHashMap<>();
        take(news, MAX_KEYS_PER_READ, after);
        take(toLookAt, Math.min(MAX_KEYS_PER_READ, after.size() + LOOKS_PER_READ), after);
        if (after.isEmpty()) return;
        reading = true;
        read(after)
                .onComplete(
                        batch -> {
                            reading = false;
                            deliver(batch, after);
                            pump();
                        },
                        failure -> {
                            // What was asked for is found at the next look; asking at once would hammer what is down.
                            reading = false;
                            log.debug("{} streams could not be read: {}", source.name(), failure.getMessage());
                        });
    }

    /** Moves keys that have streams until there are so many. */
    private void take(Set<UUID> from, int upTo, Map<UUID, Long> after) {
        Iterator<UUID> keys = from.iterator();
        while (keys.hasNext() && after.size() < upTo) {
            UUID key = keys.next();
            keys.remove();
            List<Stream> streams = open.get(key);
            if (streams == null) continue;
            long least = Long.MAX_VALUE;
            for (Stream stream : streams) least = Math.min(least, stream.last);
            after.put(key, least);
        }
    }

    private Future<StreamSource.Batch> read(Map<UUID, Long> after) {
        try {
            return source.read(after);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void deliver(StreamSource.Batch batch, Map<UUID, Long> after) {
        Map<UUID, List<StreamSource.Entry>> byKey = new HashMap<>();
        for (StreamSource.Entry entry : batch.entries())
            byKey.computeIfAbsent(entry.key(), none -> new ArrayList<>()).add(entry);
        byKey.forEach((key, entries) -> {
            long from = after.getOrDefault(key, 0L);
            for (Stream stream : List.copyOf(open.getOrDefault(key, List.of()))) {
                // One that was opened meanwhile, farther back, would miss what lies between: it is in the news.
                if (stream.last >= from) deliver(stream, entries);
            }
        });
        news.addAll(batch.more());
    }

    private void deliver(Stream stream, List<StreamSource.Entry> entries) {
        StringBuilder text = new StringBuilder();
        boolean over = false;
        for (StreamSource.Entry entry : entries) {
            if (entry.id() <= stream.last) continue;
            stream.last = entry.id();
            text.append("id: ").append(entry.id()).append("\nevent: ").append(entry.type());
            text.append("\ndata: ").append(entry.data()).append("\n\n");
            over |= entry.last();
        }
        if (text.isEmpty()) return;
        write(stream, Buffer.buffer(text.toString()));
        if (over) end(stream);
    }

    private void write(Stream stream, Buffer text) {
        if (stream.response.closed()) {
            forget(stream);
        } else if (stream.response.headWritten() && stream.response.writeQueueFull()) {
            slowReaders.increment();
            log.info("a {} stream of {} was closed: its reader is too slow", source.name(), stream.caller.id());
            forget(stream);
            stream.response.reset().onFailure(Streams::alreadyGone);
        } else {
            stream.response.write(text).onFailure(gone -> forget(stream));
        }
    }

    private void end(Stream stream) {
        forget(stream);
        if (!stream.response.closed()) stream.response.end(RETRY).onFailure(Streams::alreadyGone);
    }

    private void forget(Stream stream) {
        List<Stream> streams = open.get(stream.key);
        if (streams == null || !streams.remove(stream)) return;
        if (streams.isEmpty()) open.remove(stream.key);
        count--;
        limits.leave(stream.caller.id());
    }

    private List<Stream> all() {
        List<Stream> all = new ArrayList<>(count);
        open.values().forEach(all::addAll);
        return all;
    }

    /** Ends every stream; clients come back with Last-Event-ID, to this process or another. */
    public void stop() {
        stopped = true;
        all().forEach(this::end);
    }

    private static void alreadyGone(Throwable failure) {
        log.debug("a stream's client was already gone: {}", failure.getMessage());
    }
}
