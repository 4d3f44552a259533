package io.tanda.notify.delivery;

import static io.tanda.platform.testing.TestStore.await;

import io.tanda.contract.DriverId;
import io.tanda.contract.Id;
import io.tanda.contract.RideId;
import io.tanda.contract.notify.Language;
import io.tanda.notify.FakeTables;
import io.tanda.notify.notice.Change;
import io.tanda.notify.notice.Details;
import io.tanda.notify.notice.News;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

final class FakeDeliveriesTest extends DeliveriesContract {
    private static final Details NO_DETAILS = new Details(null, null, null);

    private final FakeTables tables = new FakeTables();

    @Override
    Deliveries deliveries() {
        return tables;
    }

    @Override
    UUID made(Instant at) {
        UUID receiver = Id.next();
        tables.wants(receiver, CHANNEL, "somewhere");
        News told = new News.ToDriver(
                new DriverId(receiver), RideId.next(), "dispatch.call-reopened.v1", at, NO_DETAILS, null, at);
        await(tables.commits.commit(new Change(List.of(told))));
        return receiver;
    }

    @Override
    void takesAway(UUID receiver) {
        tables.doesNotWant(receiver, CHANNEL);
    }

    @Override
    void reads(UUID receiver, Language language) {
        tables.reads(receiver, language);
    }
}
