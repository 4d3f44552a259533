package io.tanda.gateway;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway decided, one JSON line each, in a file that is only appended to. A line is written before its answer is given, so
 * the ledger survives the end of the process (not that of the machine: nothing waits for the disk).
 *
 * @param <W> what is asked for
 */
final class Ledger<W> implements AutoCloseable {
    /**
     * @param seq 1, 2, 3, ... in the order of deciding
     * @param code why it was refused; absent: it was done
     * @param at real time
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry<W>(
            long seq,
            String key,
            String id,
            @Nullable String code,
            @JsonAlias("charge") W asked,
            Instant at) {
        boolean done() {
            return code == null;
        }
    }

    private final FileChannel file;
    private final Map<String, Entry<W>> byKey = new ConcurrentHashMap<>();
    private final Map<String, Entry<W>> doneById = new ConcurrentHashMap<>();
    private final List<Entry<W>> done = new ArrayList<>();
    private final List<Entry<W>> decided = new ArrayList<>();
    private long lastSeq;

    private Ledger(FileChannel file) {
        this.file = file;
    }

    /** Reads what is there; a last line that was cut off was never answered and is dropped. Blocks. */
    static <W> Ledger<W> open(Path path, Class<W> type) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Ledger<W> ledger = new Ledger<>(file);
        byte[] content = Files.readAllBytes(path);
        int from = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] != '\n') continue;
            ledger.remember(Json.decodeEntry(new String(content, from, i - from, StandardCharsets.UTF_8), type));
            from = i + 1;
        }
        file.truncate(from);
        file.position(from);
        return ledger;
    }

    private synchronized void remember(Entry<W> entry) {
        byKey.put(entry.key(), entry);
        decided.add(entry);
        if (entry.done()) {
            done.add(entry);
            doneById.put(entry.id(), entry);
        }
        lastSeq = Math.max(lastSeq, entry.seq());
    }

    Optional<Entry<W>> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** @param id the gateway's own */
    Optional<Entry<W>> done(String id) {
        return Optional.ofNullable(doneById.get(id));
    }

    /** What was done and what was refused, the last decided first. */
    synchronized List<Entry<W>> decided() {
        return List.copyOf(decided.reversed());
    }

    /** Keys are not known any more, as those of long ago are not, until this is opened anew; what was done by them stays done. */
    void forgetKeys() {
        byKey.clear();
    }

    /** In the order of deciding. */
    synchronized List<Entry<W>> done() {
        return List.copyOf(done);
    }

    /** Writes a decision for a key that has none. Blocks. */
    synchronized Entry<W> decide(String key, String id, @Nullable String code, W asked, Instant at) throws IOException {
        if (byKey.containsKey(key)) throw new IllegalStateException("already decided: " + key);
        Entry<W> entry = new Entry<>(lastSeq + 1, key, id, code, asked, at);
        ByteBuffer line = ByteBuffer.wrap((Json.encode(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) file.write(line);
        remember(entry);
        return entry;
    }

    /** What was done, in the order of deciding. */
    synchronized List<Entry<W>> doneAfter(long seq, int limit) {
        int low = 0;
        int high = done.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (done.get(middle).seq() <= seq) low = middle + 1;
            else high = middle;
        }
        return List.copyOf(done.subList(low, Math.min(done.size(), low + limit)));
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
