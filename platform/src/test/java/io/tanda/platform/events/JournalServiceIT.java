package io.tanda.platform.events;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.contract.booking.BookingAddresses;
import io.tanda.contract.bus.Journal;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.event.Recorded;
import io.tanda.platform.Kit;
import io.tanda.platform.store.Store;
import io.tanda.platform.testing.TestKit;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class JournalServiceIT {
    private Kit kit;
    private Store store;

    @BeforeEach
    void serve(Vertx vertx) {
        kit = TestKit.of(vertx);
        store = TestStore.open(vertx, "booking");
        await(JournalService.serve(kit.bus(), store));
    }

    private Reply<Journal.Events> ask(List<Journal.After> after) {
        return await(kit.bus()
                .ask(
                        BookingAddresses.JOURNAL,
                        new Request<>(
                                new CommandId(Id.next()),
                                Actor.SYSTEM,
                                Instant.EPOCH,
                                null,
                                null,
                                new Journal.Read(after))));
    }

    @Test
    void it_answers_what_lies_past_a_version() {
        UUID ride = Id.next();
        for (int version = 1; version <= 3; version++) EventsFixture.write(store, ride, version, "version " + version);

        Reply<Journal.Events> reply = ask(List.of(new Journal.After(ride, 1)));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Done.class,
                        done -> assertThat(((Journal.Events) done.value()).events())
                                .extracting(Recorded::version)
                                .containsExactly(2, 3));
    }

    @Test
    void it_refuses_more_aggregates_at_once_than_the_contract_allows() {
        Reply<Journal.Events> reply = ask(Stream.generate(() -> new Journal.After(Id.next(), 0))
                .limit(Journal.MAX_AGGREGATES + 1)
                .toList());

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Refused.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(Refusal.INVALID));
    }
}
