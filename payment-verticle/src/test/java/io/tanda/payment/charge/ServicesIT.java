package io.tanda.payment.charge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.DriverId;
import io.tanda.contract.Id;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.payment.ChargeService;
import io.tanda.contract.payment.PaymentCommand;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.contract.payment.PaymentQuery;
import io.tanda.contract.payment.PaymentView;
import io.tanda.contract.payment.PaymentView.Status;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.Await;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.inbound.ChargeRequests;
import io.tanda.payment.gateway.TestGateway;
import io.tanda.payment.ledger.Books;
import io.tanda.payment.ledger.domain.Account;
import io.tanda.payment.ledger.domain.Posting;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What another context sells, on the real database and a real gateway: paid before it is given, once, by an id of its own. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@Tag("D1")
@SuppressWarnings("NullAway.Init")
public final class ServicesIT extends TwoTills {
    private final RideId ride = RideId.next();
    private final RiderId rider = RiderId.next();
    private final ChargeService service = sold();

    @Test
    void a_service_is_charged_once_whoever_asks_how_often() {
        List<Future<Reply<PaymentView>>> asked = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            asked.add(charge(here, service));
            asked.add(charge(there, service));
        }
        for (Future<Reply<PaymentView>> one : asked)
            assertThat(Till.view(one).status()).isEqualTo(Status.CAPTURED);
        assertThat(remote.ledger())
                .extracting(TestGateway.Capture::key, TestGateway.Capture::ride, TestGateway.Capture::minorUnits)
                .containsExactly(tuple("pay:" + service.service() + ":service:1", ride.toString(), 150L));
        assertThat(here.types(Claim.of(service)))
                .containsExactly("payment.charge-attempted.v1", "payment.charge-captured.v1");
        assertThat(here.deadlines(Claim.of(service))).isEmpty();
    }

    @Test
    void of_one_ride_many_are_sold_and_each_is_told_by_its_own_id() {
        ChargeService other = sold();
        assertThat(Till.view(charge(here, service)).status()).isEqualTo(Status.CAPTURED);
        assertThat(Till.view(charge(here, other)).status()).isEqualTo(Status.CAPTURED);
        assertThat(remote.ledger()).hasSize(2);
        assertThat(Await.result(here.charges().load(ride, Purpose.FARE))).isInstanceOf(Charge.None.class);
        PaymentEvent.ChargeEvent told = (PaymentEvent.ChargeEvent) Await.result(
                        here.store().journal(List.of(new Journal.After(other.service(), 1))))
                .getFirst()
                .event(PaymentEvent.TOPIC);
        assertThat(told.ride()).isEqualTo(ride);
        assertThat(told.purpose()).isEqualTo(Purpose.SERVICE);
        assertThat(told.charge().value()).isEqualTo(other.service());
        PaymentView seen = Till.view(new ChargeRequests(here.cashier(), here.charges())
                .get(asked(new PaymentQuery(new RideId(other.service()), rider, Purpose.SERVICE))));
        assertThat(seen.ride()).isEqualTo(ride);
    }

    @Test
    void another_amount_for_the_same_is_refused() {
        assertThat(Till.view(charge(here, service)).status()).isEqualTo(Status.CAPTURED);
        ChargeService more = new ChargeService(service.service(), ride, rider, Money.usd(151), null, service.driver());
        assertThat(refusal(charge(there, more))).isEqualTo(Refusal.INVALID);
        assertThat(remote.ledger()).hasSize(1);
    }

    @Test
    void what_was_declined_is_owed_by_nobody_booked_nowhere_and_never_tried_again() {
        remote.mode = new TestGateway.Mode.Decline("insufficient_funds");
        PaymentView declined = Till.view(charge(here, service));
        assertThat(declined.status()).isEqualTo(Status.DECLINED);
        assertThat(declined.code()).isEqualTo("insufficient_funds");
        remote.mode = TestGateway.CAPTURE;
        assertThat(Till.view(charge(there, service)).status()).isEqualTo(Status.DECLINED);
        RideId key = new RideId(service.service());
        assertThat(refusal(here.payments()
                        .handle(asked(new PaymentCommand.PayFare(key, rider, PaymentMethod.CARD, Purpose.SERVICE)))))
                .isEqualTo(Refusal.STEP_NOT_ALLOWED);
        assertThat(refusal(here.payments()
                        .handle(asked(
                                new PaymentCommand.Collect(key, PaymentMethod.CASH, "he came", Purpose.SERVICE)))))
                .isEqualTo(Refusal.STEP_NOT_ALLOWED);
        assertThat(here.deadlines(Claim.of(service))).isEmpty();
        assertThat(Books.of(here.store(), List.of(service.service())).acts()).isEmpty();
        assertThat(remote.ledger()).isEmpty();
    }

    @Test
    void a_lost_answer_is_found_by_the_same_key_and_booked_when_it_is_known() {
        remote.mode = new TestGateway.Mode.ChargeAndDrop();
        assertThat(Till.view(charge(here, service)).status()).isEqualTo(Status.UNKNOWN);
        assertThat(Books.of(here.store(), List.of(service.service())).acts()).isEmpty();
        remote.mode = TestGateway.CAPTURE;
        Await.result(Future.all(here.deadline(Claim.of(service)), there.deadline(Claim.of(service))));
        Await.until("captured", Duration.ofSeconds(10), () -> here.load(Claim.of(service)) instanceof Charge.Captured);
        assertThat(remote.ledger()).hasSize(1);
        Books books = Books.of(here.store(), List.of(service.service()));
        books.requireBalanced();
        assertThat(books.acts()).containsExactlyInAnyOrder(Posting.Kind.FARE, Posting.Kind.CAPTURE);
        assertThat(books.balance(Account.GATEWAY_CLEARING)).isEqualTo(150);
        assertThat(books.balance(Account.DRIVER_EARNINGS)).isEqualTo(-120);
        assertThat(books.balance(Account.COMMISSION)).isEqualTo(-30);
        assertThat(books.balance(Account.RIDER)).isZero();
    }

    @Test
    void without_a_driver_all_of_it_is_the_companys() {
        ChargeService companys = new ChargeService(Id.next(), ride, rider, Money.usd(150), null, null);
        Till.view(charge(here, companys));
        Books books = Books.of(here.store(), List.of(companys.service()));
        assertThat(books.balance(Account.FEES)).isEqualTo(-150);
    }

    private ChargeService sold() {
        return new ChargeService(Id.next(), ride, rider, Money.usd(150), null, DriverId.next());
    }

    private static Future<Reply<PaymentView>> charge(Till till, ChargeService service) {
        return new ChargeRequests(till.cashier(), till.charges()).chargeService(asked(service));
    }

    private static Refusal refusal(Future<Reply<PaymentView>> reply) {
        return switch (Await.result(reply)) {
            case Reply.Refused<PaymentView> refused -> refused.refusal();
            case Reply.Done<PaymentView> done -> throw new AssertionError(done);
        };
    }

    private static <T> Request<T> asked(T body) {
        UUID id = Id.next();
        return new Request<>(
                new CommandId(id),
                body instanceof PaymentCommand.Collect ? new Actor(Role.OPERATOR, id) : new Actor(Role.RIDER, id),
                Instant.now(),
                null,
                null,
                body);
    }
}
