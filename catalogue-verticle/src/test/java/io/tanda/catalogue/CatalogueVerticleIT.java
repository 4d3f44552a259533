package io.tanda.catalogue;

import static io.tanda.platform.testing.TestStore.await;
import static io.tanda.platform.testing.TestStore.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.ProductId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.catalogue.CatalogueAddresses;
import io.tanda.contract.catalogue.CatalogueCommand;
import io.tanda.contract.catalogue.CatalogueCommand.ChangeQuantity;
import io.tanda.contract.catalogue.CatalogueCommand.RegisterProduct;
import io.tanda.contract.catalogue.CatalogueEvent;
import io.tanda.contract.catalogue.ProductPage;
import io.tanda.contract.catalogue.ProductQuery;
import io.tanda.contract.catalogue.ProductView;
import io.tanda.platform.Kit;
import io.tanda.platform.bus.AskFailed;
import io.tanda.platform.bus.Bus;
import io.tanda.platform.ops.Health;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.time.DomainClock;
import io.tanda.servers.testing.TestServers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole verticle, on a real MariaDB. */
@Tag("E1")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("NullAway.Init")
class CatalogueVerticleIT {
    private static final Actor STAFF = new Actor(Role.OPERATOR, UUID.randomUUID());

    private static Vertx vertx;
    private static Kit kit;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        Settings settings = Settings.of(Map.of(
                "mysql.url",
                TestServers.mariaDb().url(),
                "kafka.bootstrap",
                TestServers.kafka().bootstrap()));
        kit = new Kit(new Bus(vertx), DomainClock.real(), settings, new SimpleMeterRegistry(), new Health(vertx));
        await(vertx.deployVerticle(new CatalogueVerticle(kit)));
    }

    @AfterAll
    static void stop() {
        await(vertx.close());
    }

    @Test
    void a_product_is_registered_once_whoever_repeats_it_and_its_event_tells_it() {
        RegisterProduct seat = new RegisterProduct(ProductId.next(), "Child seat", 9);
        Request<CatalogueCommand> request = request(CommandId.next(), seat);
        ProductView first = done(ask(request));
        assertThat(first.name()).isEqualTo("Child seat");
        assertThat(first.quantity()).isEqualTo(9);
        assertThat(await(ask(request))).isEqualTo(Reply.replayed(first));
        assertThat(events(seat.product()))
                .containsExactly(
                        new CatalogueEvent.ProductRegistered(seat.product(), "Child seat", 9, first.updatedAt()));
    }

    @Test
    void every_change_of_the_quantity_is_an_event_and_one_that_changes_nothing_is_none() {
        ProductId light = ProductId.next();
        done(ask(new RegisterProduct(light, "Roof light", 10)));
        ProductView more = done(ask(new ChangeQuantity(light, 12)));
        assertThat(more.name()).isEqualTo("Roof light");
        assertThat(done(ask(new ChangeQuantity(light, 12)))).isEqualTo(more);
        done(ask(new ChangeQuantity(light, 0)));
        assertThat(events(light)).extracting(CatalogueEvent::quantity).containsExactly(10, 12, 0);
    }

    @Test
    void changes_at_once_take_effect_one_after_the_other() {
        ProductId reader = ProductId.next();
        done(ask(new RegisterProduct(reader, "Card reader", 10)));
        List<Future<Reply<ProductView>>> changes = new ArrayList<>();
        for (int quantity = 1; quantity <= 5; quantity++) changes.add(ask(new ChangeQuantity(reader, quantity)));
        await(Future.all(changes));
        assertThat(events(reader)).hasSize(6);
        assertThat(events(reader).getLast().quantity())
                .isEqualTo(page(null, 100).items().stream()
                        .filter(product -> product.id().equals(reader))
                        .findFirst()
                        .orElseThrow()
                        .quantity());
    }

    @Test
    void what_makes_no_sense_is_refused_with_what_would() {
        ProductId product = ProductId.next();
        assertThat(refusal(new ChangeQuantity(product, 1))).isEqualTo(Refusal.NOT_FOUND);
        assertThat(refusal(new RegisterProduct(product, " ", 1))).isEqualTo(Refusal.INVALID);
        assertThat(refusal(new RegisterProduct(product, "x".repeat(81), 1))).isEqualTo(Refusal.INVALID);
        assertThat(refusal(new RegisterProduct(product, "Child seat", -1))).isEqualTo(Refusal.INVALID);
        assertThat(refusal(new RegisterProduct(product, "Child seat", CatalogueCommand.MOST_ITEMS + 1)))
                .isEqualTo(Refusal.INVALID);
        assertThat(events(product)).isEmpty();
    }

    @Test
    void products_come_page_by_page_in_the_order_of_their_registration() {
        List<ProductId> registered = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            registered.add(ProductId.next());
            done(ask(new RegisterProduct(registered.getLast(), "Page " + i, 1)));
        }
        List<ProductId> listed = new ArrayList<>();
        ProductId after = null;
        do {
            ProductPage page = page(after, 2);
            page.items().forEach(product -> listed.add(product.id()));
            after = page.next();
        } while (after != null);
        assertThat(listed).containsSubsequence(registered).doesNotHaveDuplicates();
        assertThat(await(ask(CatalogueAddresses.PRODUCTS, new ProductQuery(null, 101))))
                .isInstanceOf(Reply.Refused.class);
    }

    @Test
    void of_too_many_registrations_at_once_some_are_told_to_come_later_and_come_later() {
        List<Request<CatalogueCommand>> requests = new ArrayList<>();
        for (int i = 0; i < 8 * CatalogueVerticle.REGISTRATIONS.underWay(); i++)
            requests.add(request(CommandId.next(), new RegisterProduct(ProductId.next(), "Many " + i, 1)));
        List<Request<CatalogueCommand>> later = new ArrayList<>();
        List<Future<Reply<ProductView>>> answers =
                requests.stream().map(CatalogueVerticleIT::ask).toList();
        for (int i = 0; i < answers.size(); i++)
            if (await(answers.get(i).transform(result -> Future.succeededFuture(result.succeeded()))))
                assertThat(answers.get(i).result()).isInstanceOf(Reply.Done.class);
            else {
                assertThat(((AskFailed) failureOf(answers.get(i))).kind()).isEqualTo(AskFailed.Kind.OVERLOADED);
                later.add(requests.get(i));
            }
        assertThat(later).isNotEmpty();
        for (Request<CatalogueCommand> request : later)
            assertThat(done(ask(request)).quantity()).isEqualTo(1);
    }

    private static List<CatalogueEvent> events(ProductId product) {
        return done(ask(CatalogueAddresses.JOURNAL, new Journal.Read(List.of(new Journal.After(product.value(), 0)))))
                .events()
                .stream()
                .map(event -> event.event(CatalogueEvent.TOPIC))
                .toList();
    }

    private static ProductPage page(ProductId after, int limit) {
        return done(ask(CatalogueAddresses.PRODUCTS, new ProductQuery(after, limit)));
    }

    private static Refusal refusal(CatalogueCommand command) {
        return ((Reply.Refused<ProductView>) await(ask(command))).refusal();
    }

    private static Future<Reply<ProductView>> ask(CatalogueCommand command) {
        return ask(request(CommandId.next(), command));
    }

    private static Future<Reply<ProductView>> ask(Request<CatalogueCommand> request) {
        return kit.bus().ask(CatalogueAddresses.COMMANDS, request);
    }

    private static <C, R> Future<Reply<R>> ask(Address<C, R> address, C body) {
        return kit.bus().ask(address, request(CommandId.next(), body));
    }

    private static <C> Request<C> request(CommandId id, C body) {
        return new Request<>(id, STAFF, Instant.now(), "f", null, body);
    }

    private static <R> R done(Future<Reply<R>> reply) {
        return switch (await(reply)) {
            case Reply.Done<R> done -> done.value();
            case Reply.Refused<R> refused -> throw new AssertionError(refused);
        };
    }
}
