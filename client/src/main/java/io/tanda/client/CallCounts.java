package io.tanda.client;

import java.util.concurrent.atomic.LongAdder;

/**
 * What came back, counted by kind so that an error is never taken for an answer. A request is one try on the wire; an operation is what
 * the caller wanted, with all its tries.
 */
public final class CallCounts {
    private final LongAdder requests = new LongAdder();
    private final LongAdder ok = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unavailable = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final LongAdder serverErrors = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final LongAdder operationsOk = new LongAdder();
    private final LongAdder operationsRefused = new LongAdder();
    private final LongAdder operationsFailed = new LongAdder();

    void sent() {
        requests.increment();
    }

    void status(int status) {
        if (status >= 200 && status < 300) ok.increment();
        else if (status == 503) unavailable.increment();
        else if (status >= 500) serverErrors.increment();
        else refused.increment();
    }

    /** Some of those that were unavailable (A6). */
    void turnedAway() {
        turnedAway.increment();
    }

    void lost() {
        lost.increment();
    }

    void operation(Answer<?> answer) {
        switch (answer) {
            case Answer.Ok<?> yes -> operationsOk.increment();
            case Answer.Refused<?> no when no.status() < 500 -> operationsRefused.increment();
            case Answer.Refused<?> broken -> operationsFailed.increment();
        }
    }

    void operationFailed() {
        operationsFailed.increment();
    }

    /** All of it at this moment. */
    public Seen seen() {
        return new Seen(
                requests.sum(),
                ok.sum(),
                refused.sum(),
                unavailable.sum(),
                turnedAway.sum(),
                serverErrors.sum(),
                lost.sum(),
                operationsOk.sum(),
                operationsRefused.sum(),
                operationsFailed.sum());
    }

    /**
     * @param requests tries sent
     * @param ok 2xx
     * @param refused 4xx
     * @param unavailable 503
     * @param turnedAway of these, because no taxi is to be had there just now
     * @param serverErrors other 5xx
     * @param lost timed out, connection refused or broken: no answer
     * @param operationsFailed without a definite answer in spite of all retries, or answered 500
     */
    public record Seen(
            long requests,
            long ok,
            long refused,
            long unavailable,
            long turnedAway,
            long serverErrors,
            long lost,
            long operationsOk,
            long operationsRefused,
            long operationsFailed) {
        public long operations() {
            return operationsOk + operationsRefused + operationsFailed;
        }

        /** Without an answer of any use. */
        public long errors() {
            return unavailable + serverErrors + lost;
        }

        /** What came after an earlier moment. */
        public Seen since(Seen earlier) {
            return new Seen(
                    requests - earlier.requests,
                    ok - earlier.ok,
                    refused - earlier.refused,
                    unavailable - earlier.unavailable,
                    turnedAway - earlier.turnedAway,
                    serverErrors - earlier.serverErrors,
                    lost - earlier.lost,
                    operationsOk - earlier.operationsOk,
                    operationsRefused - earlier.operationsRefused,
                    operationsFailed - earlier.operationsFailed);
        }
    }
}
