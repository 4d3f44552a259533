package io.tanda.payment.charge.application;

import io.tanda.contract.RideId;
import io.tanda.contract.payment.Purpose;
import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Claim;
import io.tanda.payment.charge.domain.GatewayAnswer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The payment gateway. What goes wrong is an answer too: these futures do not fail. */
public interface Gateway {
    /** The same key on every repetition of one attempt: it is charged once. */
    static String key(Charge.Made charge) {
        return key(charge.claim(), charge.attempt());
    }

    /** @param attempt 1 for the first: a key of its own for each */
    static String key(Claim claim, int attempt) {
        return "pay:" + claim.key() + ":" + claim.purpose().wireName() + ":" + attempt;
    }

    /** Real time for which charges will not be made; zero: they are, as far as is known. */
    default Duration leftAlone() {
        return Duration.ZERO;
    }

    /**
     * What a key is of.
     *
     * @param ride whose charge it is; of a service the id of what was sold, in its place
     * @param attempt 1 for the first
     */
    record Keyed(RideId ride, Purpose purpose, int attempt) {
        private static final Pattern FORM =
                Pattern.compile("pay:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):([a-z_]{1,32}):([0-9]{1,3})");

        /** Empty: it is none of ours. */
        static Optional<Keyed> of(String key) {
            Matcher form = FORM.matcher(key);
            if (!form.matches()) return Optional.empty();
            return Arrays.stream(Purpose.values())
                    .filter(purpose -> purpose.wireName().equals(form.group(2)))
                    .findFirst()
                    .map(purpose -> new Keyed(RideId.parse(form.group(1)), purpose, Integer.parseInt(form.group(3))));
        }
    }

    /** @param late called where the answer was {@link GatewayAnswer.NoAnswer} and the gateway's own comes after all */
    Future<GatewayAnswer> charge(String key, Claim claim, Consumer<GatewayAnswer> late);

    /** {@link GatewayAnswer.NeverSeen} when no charge with this key ever arrived. @param claim that the key was asked for */
    Future<GatewayAnswer> lookUp(String key, Claim claim);
}
