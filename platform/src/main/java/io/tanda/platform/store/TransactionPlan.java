package io.tanda.platform.store;

import io.tanda.contract.event.Recorded;
import io.tanda.platform.store.Statement.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one transaction for the units that share it: rows of one table in multi-row inserts, everything in an order that
 * does not depend on the order of arrival, so that two commits under way lock alike. Each unit's own order is kept.
 */
final class TransactionPlan {
    /** Pointers in one outbox row, 20 bytes each: a row stays within half a page of InnoDB. */
    static final int MAX_POINTERS_PER_ROW = 350;

    static final int POINTER_BYTES = 20;

    private static final InsertSql COMMAND =
            InsertSql.of(Kind.COMMAND, Insert.into("command", "id", "fingerprint", "reply", "made_at"));
    private static final InsertSql FENCE =
            InsertSql.of(Kind.FENCE, Insert.into("fence", "consumer", "aggregate_id", "version"));
    private static final InsertSql EVENT = InsertSql.of(
            Kind.EVENT,
            Insert.into("event", "aggregate_id", "version", "type", "at", "actor_role", "actor_id", "trace", "body"));
    private static final InsertSql OUTBOX = InsertSql.of(Kind.OUTBOX, Insert.into("outbox", "lane", "pointers"));
    private static final InsertSql DEADLINE = InsertSql.of(
            Kind.DEADLINE,
            Insert.into("deadline", "aggregate_id", "kind", "due_at").onTaken("due_at = VALUES(due_at)"));

    private static final Comparator<UUID> BY_ID = (one, other) -> {
        int byHigh = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return byHigh != 0
                ? byHigh
                : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    private final List<Waiting> batch;
    private final List<Statement> statements = new ArrayList<>();
    private final List<Recorded> events = new ArrayList<>();

    private TransactionPlan(List<Waiting> batch) {
        this.batch = batch;
    }

    static TransactionPlan of(List<Waiting> batch) {
        TransactionPlan plan = new TransactionPlan(batch);
        plan.commands();
        plan.fences();
        plan.effects();
        plan.journal();
        plan.deadlines();
        plan.entries();
        return plan;
    }

    List<Statement> statements() {
        return statements;
    }

    /** What the outbox will point at, an aggregate's in order of version. */
    List<Recorded> events() {
        return events;
    }

    private record CommandRow(UUID id, Waiting of) {}

    private void commands() {
        List<CommandRow> rows = new ArrayList<>(batch.size());
        for (Waiting of : batch)
            if (of.unit().id() != null) rows.add(new CommandRow(of.unit().id().value(), of));
        rows.sort(Comparator.comparing(CommandRow::id, BY_ID));
        insert(COMMAND, rows, row -> new @Nullable Object[] {
            Values.stored(row.id()),
            row.of().unit().fingerprint(),
            row.of().unit().reply(),
            row.of().madeAt()
        });
    }

    private void fences() {
        List<Unit.Fence> first = new ArrayList<>();
        Map<String, List<Unit.Fence>> moved = new TreeMap<>();
        for (Waiting of : batch) {
            Unit.Fence fence = of.unit().fence();
            if (fence == null) continue;
            if (fence.from() == 0) first.add(fence);
            else
                moved.computeIfAbsent(fence.consumer(), consumer -> new ArrayList<>())
                        .add(fence);
        }
        first.sort(Comparator.comparing(Unit.Fence::consumer).thenComparing(Unit.Fence::aggregate, BY_ID));
        insert(FENCE, first, fence ->
                new @Nullable Object[] {fence.consumer(), Values.stored(fence.aggregate()), fence.version()});
        for (List<Unit.Fence> ofConsumer : moved.values()) {
            ofConsumer.sort(Comparator.comparing(Unit.Fence::aggregate, BY_ID));
            inParts(ofConsumer, RowsSql::moved);
        }
    }

    private <R> void inParts(List<R> rows, Function<List<R>, Statement> statement) {
        int from = 0;
        while (from < rows.size()) {
            int count = InsertSql.most(rows.size() - from);
            statements.add(statement.apply(rows.subList(from, from + count)));
            from += count;
        }
    }

    private record Step(Effect effect, Waiting of) {}

    /** Takes, again and again, the first by name of what is next in any unit, from all units where it is next. */
    private void effects() {
        int[] next = new int[batch.size()];
        while (true) {
            String name = null;
            for (int i = 0; i < next.length; i++) {
                List<Effect> effects = batch.get(i).unit().effects();
                if (next[i] == effects.size()) continue;
                String candidate = effects.get(next[i]).name();
                if (name == null || candidate.compareTo(name) < 0) name = candidate;
            }
            if (name == null) return;
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < next.length; i++) {
                Waiting of = batch.get(i);
                List<Effect> effects = of.unit().effects();
                while (next[i] < effects.size() && effects.get(next[i]).name().equals(name))
                    steps.add(new Step(effects.get(next[i]++), of));
            }
            steps.sort(Comparator.comparing(Step::effect, Effect.BY_KEY));
            InsertSql insert = steps.getFirst().effect().insert();
            if (insert == null) {
                for (Step step : steps)
                    add(Kind.EFFECT, name, step, step.effect().exact());
            } else if (insert.kind() == Kind.FIRST) {
                for (Step step : steps) add(Kind.FIRST, insert.text(1), step, false);
            } else {
                insert(insert, steps, step -> step.effect().values().toArray());
            }
        }
    }

    /** A statement of one unit's: when it fails, that unit is known to be wrong, and its companions are not. */
    private void add(Kind kind, String sql, Step step, boolean exact) {
        int rows = exact ? 1 : Statement.ANY;
        statements.add(new Statement(kind, sql, Tuple.wrap(step.effect().values()), step.of(), rows));
    }

    private void journal() {
        for (Waiting of : batch) events.addAll(of.unit().events());
        if (events.isEmpty()) return;
        events.sort(Comparator.comparing(Recorded::aggregate, BY_ID).thenComparingInt(Recorded::version));
        insert(EVENT, events, event -> new @Nullable Object[] {
            Values.stored(event.aggregate()),
            event.version(),
            event.type(),
            Values.micros(event.at()),
            event.actor().role().name(),
            Values.stored(event.actor().id()),
            event.trace(),
            event.body()
        });
        outbox();
    }

    private record OutboxRow(int lane, Buffer pointers) {}

    private void outbox() {
        Map<Integer, Buffer> open = new TreeMap<>();
        List<OutboxRow> rows = new ArrayList<>();
        for (Recorded event : events) {
            int lane = Lanes.of(event.aggregate());
            Buffer pointers = open.computeIfAbsent(lane, key -> Buffer.buffer());
            pointers.appendLong(event.aggregate().getMostSignificantBits())
                    .appendLong(event.aggregate().getLeastSignificantBits())
                    .appendInt(event.version());
            if (pointers.length() == MAX_POINTERS_PER_ROW * POINTER_BYTES) {
                rows.add(new OutboxRow(lane, pointers));
                open.remove(lane);
            }
        }
        open.forEach((lane, pointers) -> rows.add(new OutboxRow(lane, pointers)));
        insert(OUTBOX, rows, row -> new @Nullable Object[] {row.lane(), row.pointers()});
    }

    private record DeadlineKey(UUID aggregate, String kind) {}

    /** The last word of a key counts, as if the units ran one after the other. */
    private void deadlines() {
        Map<DeadlineKey, Unit.Deadline> last = new HashMap<>();
        for (Waiting of : batch)
            for (Unit.Deadline deadline : of.unit().deadlines())
                last.put(new DeadlineKey(deadline.aggregate(), deadline.kind()), deadline);
        if (last.isEmpty()) return;
        List<Unit.Deadline> rows = new ArrayList<>(last.values());
        rows.sort(Comparator.comparing(Unit.Deadline::aggregate, BY_ID).thenComparing(Unit.Deadline::kind));
        inParts(rows.stream().filter(row -> row.due() == null).toList(), RowsSql::without);
        List<Unit.Deadline> set = rows.stream().filter(row -> row.due() != null).toList();
        insert(DEADLINE, set, row ->
                new @Nullable Object[] {Values.stored(row.aggregate()), row.kind(), Values.stored(row.due())});
    }

    /** After everything else: the rows of last numbers are what other commits wait for. */
    private void entries() {
        Map<String, List<Unit.Entry>> byTable = new TreeMap<>();
        for (Waiting of : batch)
            for (Unit.Entry entry : of.unit().entries())
                byTable.computeIfAbsent(entry.into().table(), table -> new ArrayList<>())
                        .add(entry);
        byTable.values().forEach(this::entries);
    }

    private void entries(List<Unit.Entry> entries) {
        // Stable: a unit's own entries stay in order.
        entries.sort(Comparator.comparing(Unit.Entry::owner, BY_ID));
        Numbered into = entries.getFirst().into();
        insert(into.moving(), entries, entry -> {
            @Nullable Object owner = Values.stored(entry.owner());
            return new @Nullable Object[] {owner, owner};
        });
        insert(into.entries(), numbered(entries), row -> {
            @Nullable Object owner = Values.stored(row.entry().owner());
            List<@Nullable Object> arguments = new ArrayList<>(Arrays.asList(owner, owner, row.followedBy()));
            arguments.addAll(row.entry().values());
            return arguments.toArray();
        });
    }

    private record NumberedRow(Unit.Entry entry, int followedBy) {}

    /** An owner's last entry has his last number, the one before it has one less. @param entries by owner */
    private static List<NumberedRow> numbered(List<Unit.Entry> entries) {
        List<NumberedRow> backwards = new ArrayList<>(entries.size());
        UUID owner = null;
        int followedBy = 0;
        for (Unit.Entry entry : entries.reversed()) {
            followedBy = entry.owner().equals(owner) ? followedBy + 1 : 0;
            owner = entry.owner();
            backwards.add(new NumberedRow(entry, followedBy));
        }
        return backwards.reversed();
    }

    private <R> void insert(InsertSql into, List<R> rows, Function<R, @Nullable Object[]> values) {
        int from = 0;
        while (from < rows.size()) {
            int count = InsertSql.most(rows.size() - from);
            @Nullable Object[] arguments = new @Nullable Object[count * into.columns()];
            for (int row = 0; row < count; row++)
                System.arraycopy(
                        values.apply(rows.get(from + row)), 0, arguments, row * into.columns(), into.columns());
            statements.add(new Statement(into.kind(), into.text(count), Tuple.wrap(arguments), null, Statement.ANY));
            from += count;
        }
    }
}
