package io.tanda.history;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Topic;
import io.tanda.contract.history.HistoryAddresses;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.history.RideSearch;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.JournalService;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.events.OutboxRelay;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole verticle: three contexts publish, it follows and answers; down or up. */
@SuppressWarnings("NullAway.Init")
@Tag("A11")
final class HistoryVerticleIT {
    private static final int RIDES = 20;
    private Vertx vertx;
    private Kit kit;
    private KafkaConfig kafka;
    private final List<Supplier<Future<Void>>> stops = new ArrayList<>();

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        Settings settings = Settings.of(Map.of(
                "mysql.url", TestServers.mariaDb().url(),
                "kafka.bootstrap", TestServers.kafka().bootstrap()));
        kit = new Kit(new Bus(vertx), DomainClock.real(), settings, new SimpleMeterRegistry(), new Health(vertx));
        kafka = KafkaConfig.of(settings);
        await(KafkaTopics.ensure(vertx, kafka).done());
    }

    @AfterEach
    void stop() {
        for (Supplier<Future<Void>> stop : stops.reversed()) await(stop.get());
        await(vertx.close());
    }

    @Test
    @Tag("B4")
    void it_catches_up_with_what_was_published_while_it_was_down_and_follows_what_comes() {
        List<Story> before = stories();
        Publishers publishers = new Publishers();
        publishers.publishAll(before);
        String deployment = await(vertx.deployVerticle(new HistoryVerticle(kit)));
        List<Story> after = stories();
        publishers.publishAll(after);
        for (Story story : before) eventuallyRecorded(story);
        for (Story story : after) eventuallyRecorded(story);

        await(vertx.undeploy(deployment));
        List<Story> meanwhile = stories();
        publishers.publishAll(meanwhile);
        deployment = await(vertx.deployVerticle(new HistoryVerticle(kit)));
        for (Story story : meanwhile) eventuallyRecorded(story);
        await(vertx.undeploy(deployment));
    }

    /** The three contexts' journals and outboxes. */
    private final class Publishers {
        private final Map<Topic<?>, Store> stores;

        Publishers() {
            stores = new LinkedHashMap<>();
            for (Interest<?, Change> interest : Interests.ALL) open(interest.topic());
        }

        private void open(Topic<?> topic) {
            Store store = TestStore.open(vertx, topic.context());
            OutboxRelay relay = new OutboxRelay(vertx, kit, kafka, store, topic);
            await(relay.start());
            await(JournalService.serve(kit.bus(), store));
            stops.add(store::close);
            stops.add(relay::stop);
            stores.put(topic, store);
        }

        void publishAll(List<Story> stories) {
            List<Future<Void>> commits = new ArrayList<>();
            for (Story story : stories)
                story.events().forEach((topic, events) -> {
                    for (List<? extends Event> own : ofEachAggregate(events)) commits.add(publish(topic, own));
                });
            await(Future.all(commits));
        }

        /** A ride's charges are counted each by itself. */
        private static Collection<? extends List<? extends Event>> ofEachAggregate(List<? extends Event> events) {
            return events.stream()
                    .collect(Collectors.groupingBy(Event::aggregate, LinkedHashMap::new, Collectors.toList()))
                    .values();
        }

        @SuppressWarnings("unchecked")
        private <E extends Event> Future<Void> publish(Topic<E> topic, List<? extends Event> events) {
            Store store = stores.get(topic);
            if (store == null) throw new AssertionError(topic);
            return store.commit(Unit.of()
                    .events(topic, 0, (List<E>) events, Actor.SYSTEM, null)
                    .build());
        }
    }

    private static List<Story> stories() {
        List<Story> stories = new ArrayList<>();
        for (int i = 0; i < RIDES; i++) stories.add(new Story());
        return stories;
    }

    private void eventuallyRecorded(Story story) {
        Eventually.holds(() -> record(story), () -> record(story).contains(story.record()));
        assertThat(record(story)).containsExactly(story.record());
    }

    private List<RideRecord> record(Story story) {
        RideSearch search = new RideSearch(null, null, null, null, null, ProjectionIT.after(story.ride), 1);
        Request<RideSearch> request = new Request<>(CommandId.next(), Actor.SYSTEM, Story.NOON, null, null, search);
        return switch (await(kit.bus().ask(HistoryAddresses.RIDES, request))) {
            case Reply.Done<HistoryPage> done -> done.value().items();
            case Reply.Refused<HistoryPage> refused -> throw new AssertionError(refused);
        };
    }
}
