package io.tanda.notify.notice;

import io.tanda.contract.Money;
import io.tanda.contract.Role;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.store.Store;
import io.tanda.platform.store.Unit;
import java.util.Set;

/** What news are in rows: {@link NoticeSql} says how. */
final class NoticeRows {
    private NoticeRows() {}

    static Commits<Change> commits(Store store) {
        return store.commits(
                (unit, change) -> {
                    for (News news : change.news()) write(unit, news);
                },
                Set.of());
    }

    private static void write(Unit.Builder unit, News news) {
        switch (news) {
            case News.Requested n -> unit.insert(NoticeSql.RIDER, n.ride(), n.rider());
            case News.DroppedOff n -> unit.insert(NoticeSql.DROPPED, n.ride(), n.rider(), n.driver());
            case News.Captured n ->
                unit.insert(
                        NoticeSql.CAPTURED,
                        n.ride(),
                        n.rider(),
                        n.amount().minorUnits(),
                        n.amount().currency(),
                        n.at());
            case News.Tipped n ->
                unit.insert(
                        NoticeSql.TIPPED,
                        n.ride(),
                        n.rider(),
                        n.amount().minorUnits(),
                        n.amount().currency(),
                        n.at());
            case News.Ended n -> unit.insert(NoticeSql.ENDED, n.ride(), n.at());
            case News.ToRider n -> {
                unit.insert(NoticeSql.LOCK_RIDER, n.ride());
                toRider(unit, n);
                out(unit, n);
            }
            case News.ToDriver n -> {
                unit.insert(NoticeSql.LOCK, n.driver());
                toDriver(unit, n);
                out(unit, n);
            }
            case News.ToPerson n -> {
                unit.insert(NoticeSql.LOCK, n.who().id());
                unit.insert(
                        NoticeSql.TO_PERSON,
                        n.who().id(),
                        n.who().role(),
                        n.about(),
                        n.kind(),
                        n.at(),
                        n.details().method(),
                        n.number());
                out(unit, n);
            }
            case News.CaptureToDriver n -> {
                unit.insert(NoticeSql.LOCK_DROPPER, n.ride());
                unit.insert(NoticeSql.CAPTURE_TO_DRIVER, n.kind(), n.number(), n.ride());
            }
            case News.TipToDriver n -> {
                unit.insert(NoticeSql.LOCK_DROPPER, n.ride());
                unit.insert(NoticeSql.TIP_TO_DRIVER, n.kind(), n.number(), n.ride());
            }
        }
    }

    private static void toRider(Unit.Builder unit, News.ToRider news) {
        Money amount = news.details().amount();
        unit.insert(
                NoticeSql.TO_RIDER,
                news.kind(),
                news.at(),
                news.details().plate(),
                news.details().minutes(),
                amount == null ? null : amount.minorUnits(),
                amount == null ? null : amount.currency(),
                news.number(),
                news.ride());
    }

    private static void toDriver(Unit.Builder unit, News.ToDriver news) {
        Money amount = news.details().amount();
        unit.insert(
                NoticeSql.TO_DRIVER,
                news.driver(),
                Role.DRIVER,
                news.ride(),
                news.kind(),
                news.at(),
                news.details().plate(),
                news.details().minutes(),
                amount == null ? null : amount.minorUnits(),
                amount == null ? null : amount.currency(),
                news.number());
    }

    private static void out(Unit.Builder unit, News.Told news) {
        if (news.sent() != null)
            unit.insert(NoticeSql.DELIVERIES, news.sent(), news.sent(), news.kind(), news.at(), news.about());
    }
}
