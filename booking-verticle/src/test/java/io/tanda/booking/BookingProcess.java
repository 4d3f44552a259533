package io.tanda.booking;

import static io.tanda.platform.testing.TestStore.await;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.RideId;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.booking.BookingCommand;
import io.tanda.contract.booking.BookingQuery;
import io.tanda.contract.booking.BookingView;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Aggregate;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.event.Topic;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A process with the booking verticle on the real servers, and what web would ask of it. */
final class BookingProcess implements AutoCloseable {
    final Vertx vertx = Vertx.vertx();
    final Kit kit;

    private BookingProcess(DomainClock clock, Map<String, String> settings) {
        kit = new Kit(new Bus(vertx), clock, Settings.of(settings), new SimpleMeterRegistry(), new Health(vertx));
        await(vertx.deployVerticle(new BookingVerticle(kit)));
    }

    static BookingProcess start() {
        return start(DomainClock.real(), Map.of());
    }

    static BookingProcess start(DomainClock clock, Map<String, String> more) {
        BookingProcess process = start(clock, TestServers.kafka().bootstrap(), more);
        await(KafkaTopics.ensure(process.vertx, kafka()).done());
        return process;
    }

    private static KafkaConfig kafka() {
        return new KafkaConfig(TestServers.kafka().bootstrap(), 4, 1);
    }

    static BookingProcess start(DomainClock clock, String kafka, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("mysql.url", TestServers.mariaDb().url());
        settings.put("kafka.bootstrap", kafka);
        return new BookingProcess(clock, settings);
    }

    Future<Reply<BookingView>> send(CommandId id, @Nullable String fingerprint, BookingCommand command) {
        return ask(BookingAddresses.COMMANDS, id, fingerprint, command.rider(), command);
    }

    @CanIgnoreReturnValue
    BookingView done(BookingCommand command) {
        return answerOf(send(CommandId.next(), null, command));
    }

    BookingView get(RideId ride, RiderId rider) {
        return answerOf(ask(BookingAddresses.GET, CommandId.next(), null, rider, new BookingQuery.Get(ride, rider)));
    }

    List<Recorded> journal(RideId ride) {
        Journal.Read read = new Journal.Read(List.of(new Journal.After(ride.value(), 0)));
        return answerOf(ask(BookingAddresses.JOURNAL, CommandId.next(), null, new RiderId(ride.value()), read))
                .events();
    }

    List<String> types(RideId ride) {
        return journal(ride).stream()
                .map(recorded -> recorded.type().replace("booking.", "").replace(".v1", ""))
                .toList();
    }

    @CanIgnoreReturnValue
    BookingView becomes(RideStatus status, RideId ride, RiderId rider) {
        Eventually.holds(() -> get(ride, rider), () -> get(ride, rider).status() == status);
        return get(ride, rider);
    }

    <C, R> Future<Reply<R>> ask(
            Address<C, R> address, CommandId id, @Nullable String fingerprint, RiderId rider, C body) {
        Actor actor = new Actor(Role.RIDER, rider.value());
        return kit.bus().ask(address, new Request<>(id, actor, kit.clock().instant(), fingerprint, null, body));
    }

    static <R> R answerOf(Future<Reply<R>> answer) {
        if (await(answer) instanceof Reply.Done<R> done) return done.value();
        throw new AssertionError(await(answer));
    }

    static Refusal refusalOf(Future<? extends Reply<?>> answer) {
        if (await(answer) instanceof Reply.Refused<?> refused) return refused.refusal();
        throw new AssertionError(await(answer));
    }

    /** Another context, as far as booking sees it: its journal, its relay, its topic. */
    <E extends Event> Neighbour<E> neighbour(Topic<E> topic) {
        return new Neighbour<>(this, topic);
    }

    static final class Neighbour<E extends Event> {
        private final Store store;
        private final Topic<E> topic;
        private final Map<Aggregate, Integer> versions = new HashMap<>();

        private Neighbour(BookingProcess process, Topic<E> topic) {
            this.topic = topic;
            this.store = TestStore.open(process.vertx, topic.context());
            await(new OutboxRelay(process.vertx, process.kit, kafka(), store, topic).start());
            await(JournalService.serve(process.kit.bus(), store));
        }

        void says(E event) {
            int before = versions.merge(event.aggregate(), 1, Integer::sum) - 1;
            await(store.commit(Unit.of()
                    .events(topic, before, List.of(event), Actor.SYSTEM, null)
                    .build()));
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }
}
