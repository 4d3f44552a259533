package io.tanda.notify;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Contexts;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Topic;
import io.tanda.contract.notify.Contact;
import io.tanda.contract.notify.Language;
import io.tanda.contract.notify.NotificationPage;
import io.tanda.contract.notify.NotificationQuery;
import io.tanda.contract.notify.NotifyAddresses;
import io.tanda.contract.notify.SetContact;
import io.tanda.messages.SimulatedProviders;
import io.tanda.messages.SimulatedProviders.Taken;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.events.JournalService;
import io.tanda.platform.events.KafkaConfig;
import io.tanda.platform.events.KafkaTopics;
import io.tanda.platform.events.OutboxRelay;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.store.Store;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole verticle: three contexts publish, it follows, sends and answers; down or up. */
@SuppressWarnings("NullAway.Init")
final class NotifyVerticleIT {
    private Vertx vertx;
    private Kit kit;
    private SimulatedProviders providers;
    private String url;
    private final Map<Topic<?>, Store> publishers = new LinkedHashMap<>();
    private final List<Supplier<Future<Void>>> stops = new ArrayList<>();

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        providers = new SimulatedProviders(vertx);
        url = await(providers.listen(0));
        Settings settings = Settings.of(Map.of(
                "mysql.url",
                TestServers.mariaDb().url(),
                "kafka.bootstrap",
                TestServers.kafka().bootstrap(),
                "notify.webhook.plain",
                "true",
                "notify.kakaotalk.url",
                url,
                "notify.kakaotalk.token",
                SimulatedProviders.TOKEN,
                "notify.kakaotalk.sender",
                "tanda"));
        kit = new Kit(new Bus(vertx), DomainClock.real(), settings, new SimpleMeterRegistry(), new Health(vertx));
        KafkaConfig kafka = KafkaConfig.of(settings);
        await(KafkaTopics.ensure(vertx, kafka).done());
        for (Topic<?> topic : Contexts.NOTIFY.follows()) publisher(kafka, topic);
    }

    private void publisher(KafkaConfig kafka, Topic<?> topic) {
        Store store = TestStore.open(vertx, topic.context());
        OutboxRelay relay = new OutboxRelay(vertx, kit, kafka, store, topic);
        await(relay.start());
        await(JournalService.serve(kit.bus(), store));
        stops.add(store::close);
        stops.add(relay::stop);
        publishers.put(topic, store);
    }

    @AfterEach
    void stop() {
        for (Supplier<Future<Void>> stop : stops.reversed()) await(stop.get());
        await(providers.close());
        await(vertx.close());
    }

    @Test
    void what_happened_while_it_was_down_is_told_once_when_it_is_back() {
        String deployment = await(vertx.deployVerticle(new NotifyVerticle(kit)));
        Story before = new Story(Instant.now());
        Story meanwhile = new Story(Instant.now());
        for (Story story : List.of(before, meanwhile))
            ask(
                    NotifyAddresses.SET_CONTACT,
                    new Actor(Role.RIDER, story.rider.value()),
                    new SetContact(
                            story.rider.value(),
                            new Contact(Language.KOREAN, url + "/hooks/" + story.rider, null, null, "+821012345678")));
        await(before.write(publishers));
        eventuallyTold(before);

        await(vertx.undeploy(deployment));
        await(meanwhile.write(publishers));
        deployment = await(vertx.deployVerticle(new NotifyVerticle(kit)));
        eventuallyTold(meanwhile);
        int out = 2 * Story.outToRider().size();
        Eventually.holds(this::talked, () -> talked().size() >= out);

        assertThat(providers.taken())
                .allSatisfy(taken -> assertThat(taken.calls()).isEqualTo(1));
        assertThat(talked()).hasSize(out);
        assertThat(hooks(before)).containsExactlyInAnyOrderElementsOf(Story.outToRider());
        await(vertx.undeploy(deployment));
    }

    private void eventuallyTold(Story story) {
        UUID driver = story.driver.value();
        Eventually.holds(
                () -> providers.taken() + " " + inbox(story.rider.value(), Role.RIDER),
                () -> hooks(story).size() == Story.outToRider().size()
                        && inbox(story.rider.value(), Role.RIDER).size() == 12
                        && inbox(driver, Role.DRIVER).stream()
                                .anyMatch(notice -> notice.kind().equals("payment.charge-captured.v1")));
        assertThat(inbox(story.rider.value(), Role.RIDER).getFirst().text()).startsWith("운행이 끝났습니다.");
        assertThat(inbox(driver, Role.DRIVER).getFirst().text()).isEqualTo("The fare of USD 12.50 is paid.");
    }

    private List<Taken> talked() {
        return providers.taken().stream()
                .filter(taken -> taken.channel().equals("kakaotalk"))
                .toList();
    }

    private List<String> hooks(Story story) {
        List<String> kinds = new ArrayList<>();
        for (Taken taken : providers.taken())
            if (taken.channel().equals("webhook") && taken.to().equals(story.rider.toString()))
                kinds.add(taken.body().getString("kind"));
        return kinds;
    }

    private List<NotificationPage.Notification> inbox(UUID receiver, Role role) {
        return ask(NotifyAddresses.NOTIFICATIONS, new Actor(role, receiver), new NotificationQuery(receiver, null, 50))
                .items();
    }

    private <C, R> R ask(Address<C, R> address, Actor actor, C body) {
        return switch (await(
                kit.bus().ask(address, new Request<>(CommandId.next(), actor, Instant.now(), null, null, body)))) {
            case Reply.Done<R> done -> done.value();
            case Reply.Refused<R> refused -> throw new AssertionError(refused);
        };
    }
}
