package io.tanda.payment.charge;

import io.tanda.contract.CommandId;
import io.tanda.payment.charge.application.Change;
import io.tanda.payment.charge.application.Gateway;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.commit.StoredReply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process that ends at one point of its first charge: from then on it commits nothing, calls nothing and hears nothing. */
final class Mortal {
    /** In the order in which a charge comes by them. */
    enum Point {
        BEFORE_ATTEMPT,
        AFTER_ATTEMPT,
        BEFORE_CALL,
        /** The request is under way to the gateway, whose answer nobody will hear. */
        CALLED,
        AFTER_ANSWER,
        BEFORE_RESULT,
        /** What it committed is not published: that is left to whoever reads the outbox next. */
        AFTER_RESULT
    }

    private final Point point;
    private final Promise<Void> death = Promise.promise();

    Mortal(Point point) {
        this.point = point;
    }

    /** Completes when it has ended. */
    Future<Void> death() {
        return death.future();
    }

    private boolean isOver() {
        return death.future().isComplete();
    }

    /** Ends where this is the point. @return whether it has ended */
    private boolean at(Point here) {
        if (here == point) death.tryComplete();
        return isOver();
    }

    private static <T> Future<T> never() {
        return Promise.<T>promise().future();
    }

    Commits<Change> commits(Commits<Change> real) {
        return new Commits<>() {
            @Override
            public Future<Void> commit(Change change) {
                return mortal(change, () -> real.commit(change));
            }

            @Override
            public Future<Void> commit(@Nullable Change change, Answered command) {
                return mortal(change, () -> real.commit(change, command));
            }

            @Override
            public Future<Void> commit(@Nullable Change change, Step event) {
                return mortal(change, () -> real.commit(change, event));
            }

            @Override
            public Future<Optional<StoredReply>> answerTo(CommandId command) {
                return real.answerTo(command);
            }

            @Override
            public Future<Void> amend(CommandId command, String answer) {
                return isOver() ? never() : real.amend(command, answer);
            }
        };
    }

    private Future<Void> mortal(@Nullable Change change, Supplier<Future<Void>> commit) {
        boolean attempt = change != null && change.next() instanceof Next.Call;
        if (at(attempt ? Point.BEFORE_ATTEMPT : Point.BEFORE_RESULT)) return never();
        return commit.get()
                .compose(done -> at(attempt ? Point.AFTER_ATTEMPT : Point.AFTER_RESULT)
                        ? never()
                        : Future.succeededFuture(done));
    }

    Gateway gateway(Gateway real) {
        return new Gateway() {
            @Override
            public Future<GatewayAnswer> charge(String key, Claim claim, Consumer<GatewayAnswer> late) {
                if (at(Point.BEFORE_CALL)) return never();
                Future<GatewayAnswer> answer = real.charge(key, claim, said -> {
                    if (!isOver()) late.accept(said);
                });
                if (at(Point.CALLED)) return never();
                return answer.compose(said -> at(Point.AFTER_ANSWER) ? never() : Future.succeededFuture(said));
            }

            @Override
            public Future<GatewayAnswer> lookUp(String key, Claim claim) {
                return isOver() ? never() : real.lookUp(key, claim);
            }
        };
    }
}
