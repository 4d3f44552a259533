package io.tanda.platform.testing;

import io.tanda.platform.commit.CommitFailed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A table in memory: a primary key, unique keys, indexes, and changes that must find the row as it was. */
public final class FakeTable<K, V> {
    private final Map<K, V> rows = new LinkedHashMap<>();
    private final List<Unique<K, V>> keys = new ArrayList<>();
    private final List<Index<K, V>> indexes = new ArrayList<>();
    private final List<Undo<K, V>> undo = new ArrayList<>();

    private record Unique<K, V>(String name, Function<V, @Nullable Object> value, Map<Object, K> taken) {}

    private record Index<K, V>(String name, Function<V, @Nullable Object> value, Map<Object, LinkedHashSet<K>> rows) {}

    private record Undo<K, V>(K key, @Nullable V before) {}

    /** @param value what no two rows may share; null shares with nobody */
    public FakeTable<K, V> unique(String name, Function<V, @Nullable Object> value) {
        keys.add(new Unique<>(name, value, new HashMap<>()));
        return this;
    }

    /** @param value what rows are looked up by; null: not at all */
    public FakeTable<K, V> index(String name, Function<V, @Nullable Object> value) {
        indexes.add(new Index<>(name, value, new HashMap<>()));
        return this;
    }

    public Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    /** @param name of a unique key */
    public Optional<V> findBy(String name, Object value) {
        for (Unique<K, V> unique : keys)
            if (unique.name().equals(name))
                return Optional.ofNullable(unique.taken().get(value)).map(rows::get);
        throw new IllegalArgumentException("no unique key " + name);
    }

    /** @param name of an index */
    public List<V> allBy(String name, Object value) {
        for (Index<K, V> index : indexes)
            if (index.name().equals(name)) {
                LinkedHashSet<K> found = index.rows().get(value);
                return found == null ? List.of() : found.stream().map(rows::get).toList();
            }
        throw new IllegalArgumentException("no index " + name);
    }

    public Collection<V> all() {
        return List.copyOf(rows.values());
    }

    public int size() {
        return rows.size();
    }

    /** In the order of insertion. */
    public void forEach(BiConsumer<K, V> row) {
        rows.forEach(row);
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

    /** Whether it was there or not. */
    public void replace(K key, V row) {
        put(key, row);
    }

    /** Whether it was there or not. */
    public void delete(K key) {
        V before = rows.get(key);
        if (before == null) return;
        undo.add(new Undo<>(key, before));
        set(key, null);
    }

    private void put(K key, V row) {
        for (Unique<K, V> unique : keys) {
            Object mine = unique.value().apply(row);
            K taken = mine == null ? null : unique.taken().get(mine);
            if (taken != null && !taken.equals(key)) throw new CommitFailed.Duplicate(unique.name());
        }
        undo.add(new Undo<>(key, rows.get(key)));
        set(key, row);
    }

    private void set(K key, @Nullable V row) {
        V before = row == null ? rows.remove(key) : rows.put(key, row);
        for (Unique<K, V> unique : keys) {
            Object old = before == null ? null : unique.value().apply(before);
            Object mine = row == null ? null : unique.value().apply(row);
            if (Objects.equals(old, mine)) continue;
            if (old != null) unique.taken().remove(old);
            if (mine != null) unique.taken().put(mine, key);
        }
        for (Index<K, V> index : indexes) {
            Object old = before == null ? null : index.value().apply(before);
            Object mine = row == null ? null : index.value().apply(row);
            if (Objects.equals(old, mine)) continue;
            if (old != null) Objects.requireNonNull(index.rows().get(old)).remove(key);
            if (mine != null)
                index.rows()
                        .computeIfAbsent(mine, none -> new LinkedHashSet<>())
                        .add(key);
        }
    }

    /** As it is now, to go back to; until the next one is taken. */
    Runnable restorePoint() {
        undo.clear();
        return () -> {
            for (int i = undo.size() - 1; i >= 0; i--)
                set(undo.get(i).key(), undo.get(i).before());
            undo.clear();
        };
    }
}
