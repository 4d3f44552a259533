package io.tanda.booking.outbound;

import static io.tanda.booking.domain.Evening.*;
import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tanda.contract.Person;
import io.tanda.contract.Phone;
import io.tanda.contract.RideId;
import io.tanda.contract.booking.RideRider;
import io.tanda.platform.store.Purger;
import io.tanda.platform.store.Rows;
import io.tanda.platform.store.Store;
import io.tanda.platform.testing.Eventually;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MySqlPeopleIT {
    /** Of characters that are two UTF-16 units each. */
    private static final Person ADA =
            new Person("\uD83D\uDE95".repeat(Person.FIRST_NAME_MAX_CHARACTERS), new Phone("+123456789012345"));

    private final Vertx vertx = Vertx.vertx();
    private Store store;

    @SuppressWarnings("NullAway.Init")
    MySqlPeopleIT() {}

    @BeforeAll
    void open() {
        store = TestStore.open(vertx, "booking");
    }

    @AfterAll
    void close() {
        await(store.close());
        await(vertx.close());
    }

    @Test
    void whom_a_driver_meets_is_found_until_the_booking_is_over() {
        RideId ride = booking(Instant.now(), ADA, null);
        assertThat(await(new MySqlPeople(store).find(ride))).contains(new RideRider(ride, PICKUP, DROPOFF, ADA));
        await(store.query("UPDATE booking SET ended_at = 1 WHERE id = ?", ride));
        assertThat(await(new MySqlPeople(store).find(ride))).isEmpty();
    }

    @Test
    void who_is_not_named_is_met_by_the_places_alone() {
        RideId ride = booking(Instant.now(), null, null);
        assertThat(await(new MySqlPeople(store).find(ride))).contains(new RideRider(ride, PICKUP, DROPOFF, null));
        assertThat(await(new MySqlPeople(store).find(RideId.next()))).isEmpty();
    }

    @Test
    void a_person_is_deleted_when_its_booking_is_over_and_not_before() {
        Instant hourAgo = Instant.now().minus(Duration.ofMinutes(61));
        RideId over = booking(hourAgo, ADA, 1L);
        RideId underWay = booking(hourAgo, ADA, null);
        RideId justOver = booking(Instant.now(), ADA, 1L);
        Purger purger =
                new Purger(vertx, store, InstantSource.system(), new SimpleMeterRegistry(), List.of(MySqlPeople.OVER));
        await(purger.start());
        Eventually.holds(() -> people() + " " + purger.health(), () -> !people().contains(over.value()));
        await(purger.stop());
        assertThat(people()).contains(underWay.value(), justOver.value());
    }

    private List<UUID> people() {
        List<UUID> people = new ArrayList<>();
        for (Row row : await(store.query("SELECT ride FROM person"))) people.add(Rows.uuid(row, "ride"));
        return people;
    }

    private RideId booking(Instant at, @Nullable Person person, @Nullable Long endedAt) {
        RideId ride = new RideId(
                new UUID(at.toEpochMilli() << 16 | 0x7000, UUID.randomUUID().getLeastSignificantBits()));
        await(store.query(
                "INSERT IGNORE INTO booking (id, pickup_lat, pickup_lng, pickup_label, dropoff_lat, dropoff_lng,"
                        + " dropoff_label, ended_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ride,
                PICKUP.lat(),
                PICKUP.lng(),
                PICKUP.label(),
                DROPOFF.lat(),
                DROPOFF.lng(),
                DROPOFF.label(),
                endedAt));
        if (person != null)
            await(store.query(
                    "INSERT INTO person (ride, first_name, phone) VALUES (?, ?, ?)",
                    ride,
                    person.firstName(),
                    person.phone().number()));
        return ride;
    }
}
