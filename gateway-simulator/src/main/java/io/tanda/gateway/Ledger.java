package io.tanda.gateway;

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
 */
final class Ledger implements AutoCloseable {
    static final String CAPTURED = "captured";
    static final String DECLINED = "declined";

    /**
     * @param seq 1, 2, 3, ... in the order of deciding
     * @param status {@link #CAPTURED} or {@link #DECLINED}
     * @param code why it was declined
     * @param at real time
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            long seq,
            String key,
            String id,
            String status,
            @Nullable String code,
            ChargeRequest charge,
            Instant at) {}

    private final FileChannel file;
    private final Map<String, Entry> byKey = new ConcurrentHashMap<>();
    private final List<Entry> captured = new ArrayList<>();
    private long lastSeq;

    private Ledger(FileChannel file) {
        this.file = file;
    }

    /** Reads what is there; a last line that was cut off was never answered and is dropped. Blocks. */
    static Ledger open(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Ledger ledger = new Ledger(file);
        byte[] content = Files.readAllBytes(path);
        int from = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] != '\n') continue;
            ledger.remember(Json.decode(new String(content, from, i - from, StandardCharsets.UTF_8), Entry.class));
            from = i + 1;
        }
        file.truncate(from);
        file.position(from);
        return ledger;
    }

    private synchronized void remember(Entry entry) {
        byKey.put(entry.key(), entry);
        if (entry.status().equals(CAPTURED)) captured.add(entry);
        lastSeq = Math.max(lastSeq, entry.seq());
    }

    Optional<Entry> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Writes a decision for a key that has none. Blocks. */
    synchronized Entry decide(
            String key, String id, String status, @Nullable String code, ChargeRequest charge, Instant at)
            throws IOException {
        if (byKey.containsKey(key)) throw new IllegalStateException("already decided: " + key);
        Entry entry = new Entry(lastSeq + 1, key, id, status, code, charge, at);
        ByteBuffer line = ByteBuffer.wrap((Json.encode(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) file.write(line);
        remember(entry);
        return entry;
    }

    /** Captures only, in the order of deciding. */
    synchronized List<Entry> capturedAfter(long seq, int limit) {
        int low = 0;
        int high = captured.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (captured.get(middle).seq() <= seq) low = middle + 1;
            else high = middle;
        }
        return List.copyOf(captured.subList(low, Math.min(captured.size(), low + limit)));
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
