package io.tanda.history;

import io.tanda.contract.CommandId;
import io.tanda.contract.booking.BookingEvent;
import io.tanda.contract.dispatch.DispatchEvent;
import io.tanda.contract.event.Topic;
import io.tanda.contract.history.MyPage;
import io.tanda.contract.payment.PaymentEvent;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.StoredReply;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Until when each context was heard in this process: domain time of the newest event whose effects are committed. */
final class Heard {
    private final Map<String, Instant> newest = new ConcurrentHashMap<>();

    MyPage.Heard now() {
        return new MyPage.Heard(of(BookingEvent.TOPIC), of(DispatchEvent.TOPIC), of(PaymentEvent.TOPIC));
    }

    private @Nullable Instant of(Topic<?> topic) {
        return newest.get(topic.context());
    }

    /** The same, and what they commit was heard of this topic. */
    Commits<Change> noting(Topic<?> topic, Commits<Change> commits) {
        return new Noting(topic.context(), commits);
    }

    private final class Noting implements Commits<Change> {
        private final String context;
        private final Commits<Change> commits;

        Noting(String context, Commits<Change> commits) {
            this.context = context;
            this.commits = commits;
        }

        @Override
        public Future<Void> commit(Change change) {
            return commits.commit(change).onSuccess(committed -> note(change));
        }

        @Override
        public Future<Void> commit(@Nullable Change change, Answered command) {
            return commits.commit(change, command).onSuccess(committed -> note(change));
        }

        @Override
        public Future<Void> commit(@Nullable Change change, Step event) {
            return commits.commit(change, event).onSuccess(committed -> note(change));
        }

        private void note(@Nullable Change change) {
            if (change != null) newest.merge(context, change.at(), (one, other) -> one.isAfter(other) ? one : other);
        }

        @Override
        public Future<Optional<StoredReply>> answerTo(CommandId command) {
            return commits.answerTo(command);
        }

        @Override
        public Future<Void> amend(CommandId command, String answer) {
            return commits.amend(command, answer);
        }
    }
}
