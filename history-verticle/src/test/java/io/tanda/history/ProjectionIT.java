package io.tanda.history;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Place;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.history.HistoryPage;
import io.tanda.contract.history.RideRecord;
import io.tanda.contract.history.RideSearch;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Store;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@link ProjectionContract} by MariaDB, and what of a row who is shown. */
@SuppressWarnings("NullAway.Init")
final class ProjectionIT extends ProjectionContract {
    private static Vertx vertx;
    private static Store store;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        store = TestStore.open(vertx, "history");
    }

    @AfterAll
    static void close() {
        await(store.close());
        await(vertx.close());
    }

    @Override
    Commits<Change> commits() {
        return RideRows.commits(store);
    }

    @Override
    RideRecord record(RideId ride) {
        // Newest first before the next id: the ride itself.
        RideSearch search = new RideSearch(null, null, null, null, null, after(ride), 1);
        return await(new RideRecords(store).search(search, true)).items().getFirst();
    }

    @Test
    void a_driver_finds_his_ride_without_what_its_rider_calls_the_places() {
        Story story = new Story();
        await(story.tellAtOnce(commits()));
        RideRecord his = ask(
                Role.DRIVER,
                Story.DRIVER.value(),
                new RideSearch(null, Story.DRIVER, null, null, null, after(story.ride), 1));
        assertThat(his.pickup()).isEqualTo(new Place(Story.PICKUP.point(), null));
        RideRecord riders = ask(
                Role.RIDER,
                Story.RIDER.value(),
                new RideSearch(Story.RIDER, null, null, null, null, after(story.ride), 1));
        assertThat(riders.pickup()).isEqualTo(Story.PICKUP);
    }

    private static RideRecord ask(Role role, UUID who, RideSearch search) {
        Request<RideSearch> request =
                new Request<>(CommandId.next(), new Actor(role, who), Story.NOON, null, null, search);
        Questions questions =
                new Questions(new RideRecords(store), new MyPages(store, new Heard()), new Receipts(store));
        if (await(questions.rides(request)) instanceof Reply.Done<HistoryPage> done)
            return done.value().items().getFirst();
        throw new AssertionError(request);
    }

    static RideId after(RideId ride) {
        UUID id = ride.value();
        return new RideId(new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() + 1));
    }
}
