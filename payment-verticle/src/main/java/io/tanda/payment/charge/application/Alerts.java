package io.tanda.payment.charge.application;

import io.tanda.payment.charge.domain.Charge;
import io.tanda.payment.charge.domain.Decision.Next;
import io.tanda.platform.ops.Logged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** What somebody has to look at, said once in the log when it has become true. */
public final class Alerts {
    private static final Logger log = LoggerFactory.getLogger(Alerts.class);

    private Alerts() {}

    /** @return what the change has made */
    public static Charge.Made about(Change change) {
        switch (change.after()) {
            case Charge.Owed owed
            when !change.events().isEmpty() && !owed.withheld() ->
                error(change)
                        .log(
                                "ALERT ride {} is owed {} by rider {}: {} attempts, {}",
                                owed.claim().ride(),
                                owed.claim().amount(),
                                owed.claim().rider(),
                                owed.attempt(),
                                owed.code());
            case Charge.Overpaid twice ->
                error(change)
                        .log(
                                "ALERT ride {}: {} are to be given back to rider {}: {}",
                                twice.claim().ride(),
                                twice.claim().amount(),
                                twice.claim().rider(),
                                twice.view().review());
            case Charge.WithoutGateway ended
            when ended.open() && change.next() instanceof Next.Rest ->
                error(change)
                        .log(
                                "ALERT ride {}: nobody knows whether the gateway captured attempt {}",
                                ended.claim().ride(),
                                ended.attempt());
            case Charge.Made made -> {}
        }
        return change.after();
    }

    private static LoggingEventBuilder error(Change change) {
        return log.atError()
                .addKeyValue(Logged.RIDE, change.after().claim().ride())
                .addKeyValue(Logged.TRACE, Logged.traceId(change.trace()));
    }
}
