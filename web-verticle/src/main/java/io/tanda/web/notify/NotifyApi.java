package io.tanda.web.notify;

import static io.tanda.contract.TokenRole.DRIVER;
import static io.tanda.contract.TokenRole.RIDER;
import static io.tanda.web.http.Operation.get;
import static io.tanda.web.http.Operation.put;

import io.tanda.contract.notify.FindContact;
import io.tanda.contract.notify.NotificationFeed;
import io.tanda.contract.notify.NotificationQuery;
import io.tanda.contract.notify.NotifyAddresses;
import io.tanda.platform.Kit;
import io.tanda.web.api.Asking;
import io.tanda.web.api.LastEventId;
import io.tanda.web.api.Pages;
import io.tanda.web.api.Part;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Cursor;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.http.Operation.Body;
import io.tanda.web.http.Query;
import io.tanda.web.stream.StreamLimits;
import io.tanda.web.stream.Streams;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/** What a rider or a driver is told, and where. The receiver is always the caller. */
public final class NotifyApi {
    private final Asking asking;
    private final Streams streams;

    private NotifyApi(Asking asking, Streams streams) {
        this.asking = asking;
        this.streams = streams;
    }

    public static Part part(Kit kit, Asking asking, StreamLimits limits) {
        Streams streams = new Streams(new NoticeSource(kit.bus(), kit.clock()), limits, kit.meters());
        return new Part("notify", new NotifyApi(asking, streams).operations(), List.of(streams));
    }

    private List<Operation> operations() {
        return List.of(
                get("listNotifications", "/v1/notifications")
                        .by(RIDER, DRIVER)
                        .query("cursor", "limit")
                        .answeredBy(this::list),
                get("followNotifications", "/v1/notifications/events")
                        .by(RIDER, DRIVER)
                        .streaming()
                        .answeredBy(this::follow),
                get("getContact", "/v1/me/contact").by(RIDER, DRIVER).answeredBy(this::contact),
                put("setContact", "/v1/me/contact")
                        .by(RIDER, DRIVER)
                        .takes(Body.REQUIRED)
                        .answeredBy(this::setContact));
    }

    private Future<Answer> list(HttpCall call) {
        return Asking.with(
                Query.read(call.query(), query -> {
                    Long before = query.read("cursor", Cursor::number, Cursor.EXPECTED);
                    int limit = query.limit(Pages.DEFAULT_LIMIT, Pages.MAX_LIMIT);
                    return () -> new NotificationQuery(receiver(call), before, limit);
                }),
                search -> asking.ask(
                        NotifyAddresses.NOTIFICATIONS,
                        call,
                        search,
                        page -> Pages.answer(call, page.items(), Cursor.of(page.next()))));
    }

    private Future<Answer> follow(HttpCall call) {
        return LastEventId.read(
                call.headers(),
                after -> asking.ask(
                        NotifyAddresses.FEED_END, call, new NotificationFeed.FindEnd(receiver(call)), end -> {
                            if (after != null && after > end.id()) return LastEventId.ahead();
                            return new Answer.Live(streams, receiver(call), after == null ? end.id() : after);
                        }));
    }

    private Future<Answer> contact(HttpCall call) {
        return asking.ask(
                NotifyAddresses.CONTACT, call, new FindContact(receiver(call)), contact -> Answer.json(200, contact));
    }

    private Future<Answer> setContact(HttpCall call) {
        return Asking.with(
                ContactBodies.contact(call.body(), receiver(call)),
                command ->
                        asking.ask(NotifyAddresses.SET_CONTACT, call, command, contact -> Answer.json(200, contact)));
    }

    private static UUID receiver(HttpCall call) {
        return call.caller().id();
    }
}
