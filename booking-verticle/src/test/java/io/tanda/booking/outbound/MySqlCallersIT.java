package io.tanda.booking.outbound;

import static io.tanda.booking.domain.Evening.DROPOFF;
import static io.tanda.booking.domain.Evening.PICKUP;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.areas.ServiceAreas;
import io.tanda.booking.application.Admission;
import io.tanda.booking.application.Callers;
import io.tanda.booking.application.Change;
import io.tanda.booking.application.HandleBookingCommand;
import io.tanda.booking.application.OperateBookings;
import io.tanda.booking.domain.AdmissionPolicy;
import io.tanda.booking.domain.Policies;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.contract.Phone;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.booking.BookingDesk;
import io.tanda.contract.booking.PaymentMethod;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Store;
import io.tanda.platform.testing.TestStore;
import io.tanda.platform.time.DomainClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith(VertxExtension.class)
class MySqlCallersIT {
    private static final Phone PHONE = new Phone("+12125550123");

    @Test
    void a_number_is_always_the_same_rider_also_for_two_who_ask_at_once(Vertx vertx) {
        Callers callers = new MySqlCallers(TestStore.open(vertx, "booking"));
        List<Future<RiderId>> asked =
                Stream.generate(() -> callers.riderOf(PHONE)).limit(8).toList();
        await(Future.all(asked));
        RiderId rider = await(callers.riderOf(PHONE));
        assertThat(asked).extracting(Future::result).containsOnly(rider);
        assertThat(await(callers.riderOf(new Phone("+12125550199")))).isNotEqualTo(rider);
    }

    @Test
    void a_number_is_kept_of_who_calls_and_for_the_driver_of_his_ride_and_nowhere_else(Vertx vertx) {
        Store store = TestStore.open(vertx, "booking");
        Commits<Change> commits = MySqlBookings.commits(store, change -> {});
        MySqlBookings bookings = new MySqlBookings(store);
        Admission admission = new Admission(
                ServiceAreas.EVERYWHERE,
                AdmissionPolicy.USUAL,
                DomainClock.real(),
                new SimpleMeterRegistry(),
                told -> {});
        OperateBookings operators = new OperateBookings(
                bookings,
                commits,
                Policies.USUAL,
                new HandleBookingCommand(bookings, commits, Policies.USUAL, admission),
                new MySqlCallers(store));
        BookingDesk book = new BookingDesk.Book(
                RideId.next(), PHONE, PICKUP, DROPOFF, 1, PaymentMethod.CASH, 60, null, "he called");
        assertThat(await(operators.handle(new Request<>(
                        CommandId.next(), new Actor(Role.OPERATOR, Id.next()), Instant.now(), null, null, book))))
                .isInstanceOf(Reply.Done.class);

        List<String> seen = new ArrayList<>();
        for (Row table : await(store.query("SHOW TABLES")))
            for (Row row : await(store.query("SELECT * FROM `" + table.getString(0) + "`")))
                if (row.deepToString().contains("5550123")) seen.add(table.getString(0));
        assertThat(seen).containsExactlyInAnyOrder("caller", "person");
    }
}
