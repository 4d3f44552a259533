package io.tanda.contract.history;

import io.tanda.contract.Money;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.MethodView;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rider sees of himself at one look. All of it is as history has heard it, see {@link Heard}.
 *
 * @param upcoming for later and not looked for yet, the earliest pick-up first
 * @param current from the request to the end, the newest first; with {@code upcoming} at most {@link #MOST_OPEN}
 * @param past the newest {@link #PAST}; {@code next} is where {@link RideSearch#before} goes on
 * @param spending a line for each currency that he ever paid in, by currency
 * @param methods what he can pay with, in the order of registration
 */
public record MyPage(
        List<RideRecord> upcoming,
        List<RideRecord> current,
        HistoryPage past,
        List<Spending> spending,
        List<MethodView> methods,
        Heard heard) {
    /** Rides that are not over: a page has an end, and nobody waits for more taxis than that. */
    public static final int MOST_OPEN = 50;
    /** Rides that are over: what fits on a screen; the rest is a search away. */
    public static final int PAST = 5;
    /** Months of one currency that are shown by themselves: a year. */
    public static final int MONTHS = 12;

    public MyPage {
        upcoming = List.copyOf(upcoming);
        current = List.copyOf(current);
        spending = List.copyOf(spending);
        methods = List.copyOf(methods);
    }

    /** @param rider whose page it is: his own, or the system's question */
    public record Ask(RiderId rider) {}

    /**
     * All that was ever paid in one currency.
     *
     * @param paid by the gateway or in the car; what is owed or written off is not in it
     * @param refunded what the gateway has given back
     * @param months those in which something moved, the newest {@link #MONTHS}, newest first
     */
    public record Spending(Money paid, Money refunded, List<Month> months) {
        public Spending {
            months = List.copyOf(months);
        }
    }

    /** @param month of UTC; what is given back counts where it is given back, not where it was paid */
    public record Month(YearMonth month, Money paid, Money refunded) {}

    /**
     * How old the page may be: domain time of the newest event of each context that has taken effect here. Absent: nothing was heard since
     * the answering process began. While a context is down its time stands still, and what it would say is missing.
     */
    public record Heard(
            @Nullable Instant booking,
            @Nullable Instant dispatch,
            @Nullable Instant payment) {}
}
