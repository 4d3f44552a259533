package io.tanda.platform.events.follow;

import io.tanda.platform.events.follow.Followed.Seen;
import io.tanda.platform.events.follow.JournalHeads.Head;
import io.tanda.platform.flow.Repeat;
import io.tanda.platform.store.Store;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Finds what a follower was never told, because its topic was lost, and lets it read that from the owner's journal: the aggregate is parked
 * at the first version that is missing, and whoever follows tries what is parked each minute.
 */
public final class Redrive {
    private static final int PAGE = 500;
    /** Within the time in which no fence is deleted: where there is none, nothing took effect. */
    private static final Duration LOOKED_BACK = Fences.KEPT.minusDays(1);

    /** @param version how far it was followed @param head how far it has come */
    public record Behind(UUID aggregate, int version, int head) {}

    private final String consumer;
    private final Store journal;
    private final Followed followed;

    /**
     * @param name who follows, such as {@code payment}
     * @param journal the store of whom it follows
     * @param store its own
     */
    public Redrive(String name, Store journal, Store store) {
        this.consumer = name + "<-" + journal.context();
        this.journal = journal;
        this.followed = new Followed(store, consumer, journal.context());
    }

    /** Who follows whom, such as {@code payment<-dispatch}. */
    public String consumer() {
        return consumer;
    }

    /** What is behind and not parked, of all that began within {@link Fences#KEPT}; also what is on its way. @param realNow real time */
    public Future<List<Behind>> behind(Instant realNow) {
        List<Behind> found = new ArrayList<>();
        UUID[] after = {JournalHeads.since(realNow.minus(LOOKED_BACK))};
        return Repeat.whileMore(() -> JournalHeads.page(journal, after[0], JournalHeads.LAST, PAGE)
                        .compose(heads -> {
                            if (!heads.isEmpty()) after[0] = heads.getLast().aggregate();
                            return compare(heads).map(behind -> {
                                found.addAll(behind);
                                return heads.size() == PAGE;
                            });
                        }))
                .map(found);
    }

    private Future<List<Behind>> compare(List<Head> heads) {
        return followed.seen(heads.stream().map(Head::aggregate).toList()).map(seen -> {
            List<Behind> behind = new ArrayList<>();
            for (Head head : heads) {
                Seen stands = seen.getOrDefault(head.aggregate(), Seen.NOTHING);
                if (!stands.parked() && stands.version() < head.version())
                    behind.add(new Behind(head.aggregate(), stands.version(), head.version()));
            }
            return behind;
        });
    }

    /** Those of them that have not moved since: of them nothing is on its way. */
    public Future<List<Behind>> unmoved(List<Behind> before) {
        return inPages(before, page -> {
            Future<Map<UUID, Seen>> now =
                    followed.seen(page.stream().map(Behind::aggregate).toList());
            return now.map(seen -> page.stream()
                    .filter(one ->
                            seen.getOrDefault(one.aggregate(), Seen.NOTHING).equals(new Seen(one.version(), false)))
                    .toList());
        });
    }

    /** From now on they are read from the journal. */
    public Future<Void> park(List<Behind> behind) {
        return inPages(behind, page -> {
                    List<Future<Void>> parked = new ArrayList<>();
                    for (Behind one : page)
                        parked.add(followed.park(
                                one.aggregate(),
                                one.version() + 1,
                                "never came: the journal is at " + one.head() + ", read by a repair"));
                    return Future.all(parked).map(List.<Behind>of());
                })
                .mapEmpty();
    }

    /** Those that are still parked or behind what they had come to. */
    public Future<List<Behind>> left(List<Behind> parked) {
        return inPages(parked, page -> {
            Future<Map<UUID, Seen>> now =
                    followed.seen(page.stream().map(Behind::aggregate).toList());
            return now.map(seen -> page.stream()
                    .filter(one -> {
                        Seen stands = seen.getOrDefault(one.aggregate(), Seen.NOTHING);
                        return stands.parked() || stands.version() < one.head();
                    })
                    .toList());
        });
    }

    private interface OfPage {
        Future<List<Behind>> of(List<Behind> page);
    }

    private static Future<List<Behind>> inPages(List<Behind> all, OfPage each) {
        List<Behind> result = new ArrayList<>();
        Future<Void> done = Future.succeededFuture();
        for (int from = 0; from < all.size(); from += PAGE) {
            List<Behind> page = all.subList(from, Math.min(all.size(), from + PAGE));
            done = done.compose(before -> each.of(page)).map(found -> {
                result.addAll(found);
                return null;
            });
        }
        return done.map(result);
    }
}
