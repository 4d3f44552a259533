package io.tanda.platform.testing;

import io.tanda.platform.commit.CommitFailed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A table in memory: a primary key, unique keys, and changes that must find the row as it was. */
public final class FakeTable<K, V> {
    private final Map<K, V> rows = new LinkedHashMap<>();
    private final List<Unique<V>> keys = new ArrayList<>();

    private record Unique<V>(String name, Function<V, @Nullable Object> value) {}

    /** @param value what no two rows may share; null shares with nobody */
    public FakeTable<K, V> unique(String name, Function<V, @Nullable Object> value) {
        keys.add(new Unique<>(name, value));
        return this;
    }

    public Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    public Collection<V> all() {
        return List.copyOf(rows.values());
    }

    /** @throws CommitFailed.Duplicate when the primary key or a unique key is taken */
    public void insert(K key, V row) {
        if (rows.containsKey(key)) throw new CommitFailed.Duplicate("PRIMARY");
        put(key, row);
    }

    /** @throws CommitFailed.Stale when there is no such row, or it is not as it was */
    public void change(K key, Predicate<V> was, V row) {
        V now = rows.get(key);
        if (now == null || !was.test(now)) throw new CommitFailed.Stale("no row matched: " + key);
        put(key, row);
    }

    private void put(K key, V row) {
        for (Unique<V> unique : keys) {
            Object mine = unique.value().apply(row);
            if (mine == null) continue;
            boolean taken = rows.entrySet().stream()
                    .anyMatch(other -> !other.getKey().equals(key)
                            && Objects.equals(unique.value().apply(other.getValue()), mine));
            if (taken) throw new CommitFailed.Duplicate(unique.name());
        }
        rows.put(key, row);
    }

    /** As it is now, to go back to. */
    Runnable restorePoint() {
        Map<K, V> before = new LinkedHashMap<>(rows);
        return () -> {
            rows.clear();
            rows.putAll(before);
        };
    }
}
