package io.tanda.booking.application;

import io.tanda.contract.RideStatus;
import io.tanda.platform.ops.Logged;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Each transition one line: who moved which ride from where to where, and why. Never a name or a label. */
public final class TransitionLog {
    private static final Logger log = LoggerFactory.getLogger("io.tanda.booking.transitions");

    private TransitionLog() {}

    public static void write(Change change) {
        StoredBooking before = change.before();
        RideStatus to = change.after().booking().status();
        if (before == null) {
            // Thousands a second at peak, and each is in the journal: only for who asks.
            if (log.isDebugEnabled())
                about(log.atDebug(), change)
                        .log(
                                "ride={} from=- to={} actor={} cause={}",
                                change.ride(),
                                to.wireName(),
                                actor(change),
                                change.cause());
            return;
        }
        RideStatus from = before.booking().status();
        if (from == to || !log.isInfoEnabled()) return;
        about(log.atInfo(), change)
                .log(
                        "ride={} from={} to={} actor={} cause={} version={}",
                        change.ride(),
                        from.wireName(),
                        to.wireName(),
                        actor(change),
                        change.cause(),
                        change.after().version());
    }

    private static LoggingEventBuilder about(LoggingEventBuilder line, Change change) {
        return line.addKeyValue(Logged.RIDE, change.ride()).addKeyValue(Logged.TRACE, Logged.traceId(change.trace()));
    }

    private static String actor(Change change) {
        return change.actor().role().name().toLowerCase(Locale.ROOT) + ":"
                + change.actor().id();
    }
}
