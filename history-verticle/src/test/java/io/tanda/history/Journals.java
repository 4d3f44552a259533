package io.tanda.history;

import static io.tanda.platform.testing.TestStore.await;

import io.tanda.contract.Actor;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.follow.CatchUp;
import io.tanda.platform.events.follow.JournalHeads.Head;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Three contexts' journals, and a follower of them that has no Kafka. */
final class Journals implements AutoCloseable {
    private final Map<Topic<?>, Store> stores = new LinkedHashMap<>();
    private final Store history;

    /** @param history whose tables learn of what is told */
    Journals(Vertx vertx, Store history) {
        this.history = history;
        for (Interest<?, Change> interest : Interests.ALL)
            stores.put(interest.topic(), TestStore.open(vertx, interest.topic().context()));
    }

    Store of(Topic<?> topic) {
        Store store = stores.get(topic);
        if (store == null) throw new AssertionError(topic);
        return store;
    }

    /** It happens, and history learns of it. */
    Future<Void> tell(Story story) {
        return write(story).compose(written -> follow(story));
    }

    /** All events there are of one rider's payment methods. */
    Future<Void> tell(List<PaymentEvent> wallet) {
        UUID id = wallet.getFirst().aggregate().id();
        return write(PaymentEvent.TOPIC, wallet)
                .compose(written -> follow(PaymentEvents.interest(), new Head(id, wallet.size())))
                .mapEmpty();
    }

    Future<Void> write(Story story) {
        List<Future<Void>> commits = new ArrayList<>();
        story.events()
                .forEach((topic, events) ->
                        byAggregate(events).values().forEach(each -> commits.add(write(topic, each))));
        return Future.all(commits).mapEmpty();
    }

    @SuppressWarnings("unchecked")
    private <E extends Event> Future<Void> write(Topic<E> topic, List<? extends Event> events) {
        return of(topic)
                .commit(Unit.of()
                        .events(topic, 0, (List<E>) events, Actor.SYSTEM, null)
                        .build());
    }

    private static Map<UUID, List<Event>> byAggregate(List<? extends Event> events) {
        return events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.aggregate().id(), LinkedHashMap::new, Collectors.toList()));
    }

    Future<Void> follow(Story story) {
        List<Future<Integer>> followed = new ArrayList<>();
        for (Interest<?, Change> interest : Interests.ALL) {
            List<? extends Event> events = story.events().get(interest.topic());
            if (events == null) continue;
            byAggregate(events)
                    .forEach((aggregate, each) -> followed.add(follow(interest, new Head(aggregate, each.size()))));
        }
        return Future.all(followed).mapEmpty();
    }

    private Future<Integer> follow(Interest<?, Change> interest, Head head) {
        return new CatchUp<>("history", of(interest.topic()), history, interest, RideRows.commits(history), Change::and)
                .upTo(List.of(head));
    }

    @Override
    public void close() {
        for (Store store : stores.values()) await(store.close());
    }
}
