package io.tanda.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.RideId;
import io.tanda.platform.commit.CommitFailed;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MailboxesTest {
    private static final int MAX_WAITING = 256;

    private final Mailboxes<RideId> mailboxes = new Mailboxes<>("ride", MAX_WAITING);
    private final List<String> order = new ArrayList<>();

    @Test
    void work_on_one_ride_waits_for_its_turn_and_work_on_others_does_not() {
        RideId ride = RideId.next();
        Promise<String> slow = Promise.promise();
        Future<String> first = mailboxes.inTurn(ride, () -> begin("first", slow.future()));
        Future<String> second = mailboxes.inTurn(ride, () -> begin("second", Future.succeededFuture("2")));
        Future<String> other = mailboxes.inTurn(RideId.next(), () -> begin("other", Future.succeededFuture("3")));
        assertThat(order).containsExactly("first", "other");
        assertThat(other.result()).isEqualTo("3");
        slow.complete("1");
        assertThat(order).containsExactly("first", "other", "second");
        assertThat(first.result()).isEqualTo("1");
        assertThat(second.result()).isEqualTo("2");
    }

    @Test
    void a_failure_is_its_own_and_the_next_goes_on() {
        RideId ride = RideId.next();
        Future<String> broken = mailboxes.inTurn(ride, () -> {
            throw new IllegalStateException("a bug");
        });
        Future<String> next = mailboxes.inTurn(ride, () -> Future.succeededFuture("well"));
        assertThat(broken.failed()).isTrue();
        assertThat(next.result()).isEqualTo("well");
    }

    @Test
    void more_than_a_mailbox_holds_are_turned_away() {
        RideId ride = RideId.next();
        Promise<String> never = Promise.promise();
        for (int i = 0; i < MAX_WAITING; i++)
            assertThat(mailboxes.inTurn(ride, never::future)).isNotNull();
        assertThat(mailboxes.inTurn(ride, never::future).cause()).isInstanceOf(CommitFailed.Overloaded.class);
    }

    private Future<String> begin(String name, Future<String> result) {
        order.add(name);
        return result;
    }
}
