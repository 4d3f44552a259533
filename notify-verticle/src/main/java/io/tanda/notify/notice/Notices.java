package io.tanda.notify.notice;

import io.tanda.contract.Contexts;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.event.Event;
import io.tanda.contract.event.Told;
import io.tanda.contract.event.Topic;
import io.tanda.contract.notify.Language;
import io.tanda.contract.notify.NotifyAddresses;
import io.tanda.notify.words.Words;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.commit.Commits;
import io.tanda.platform.events.Interest;
import io.tanda.platform.events.Interest.Meaning;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;

/** What is followed, and what is told of it. */
public final class Notices {
    /** Nobody waits for notify: many rides' events cost one commit. */
    private static final Duration GATHERED = Duration.ofMillis(100);

    private Notices() {}

    /** All that is followed. Whose ride it is comes first. */
    static List<Interest<?, Change>> interests(Telling telling) {
        List<Interest<?, Change>> interests = new ArrayList<>(List.of(
                BookingNotices.interest(telling), DispatchNotices.interest(telling), PaymentNotices.interest(telling)));
        for (Topic<?> topic : Contexts.NOTIFY.follows())
            if (Told.class.isAssignableFrom(topic.family())) interests.add(told(topic, telling));
        return List.copyOf(interests);
    }

    /** All of a topic whose events say themselves who is told of them. */
    private static <E extends Event> Interest<E, Change> told(Topic<E> topic, Telling telling) {
        Meaning<Told, Change> meaning = telling.told();
        Interest<E, Change> interest = Interest.in(topic);
        for (String type : topic.types())
            interest = interest.on(
                    Objects.requireNonNull(topic.classOf(type)),
                    (event, recorded) -> meaning.of((Told) event, recorded));
        return interest;
    }

    /** All that is followed, by one process that sends. @param news told after the commit who has a notice, without promise */
    public static List<Interest<?, Change>> sending(InstantSource real, Consumer<UUID> news) {
        return interests(Telling.sending(real, news));
    }

    /** @param usual the language of who did not choose one */
    public static BoundedContext in(BoundedContext context, Words words, Language usual, InstantSource real) {
        Commits<Change> commits = NoticeRows.commits(context.store());
        BoundedContext following = context;
        for (Interest<?, Change> interest :
                sending(real, receiver -> context.kit().bus().nudge(new Nudge(Nudge.NOTICES, List.of(receiver)))))
            following = following.follows(interest.gathering(GATHERED), commits);
        Questions questions = new Questions(new Inbox(context.store(), words, usual));
        return following
                .forgetsFencesWhere(NoticeSql.OVER)
                .purges(NoticeSql.OLD_NOTICES, NoticeSql.OLD_RIDES)
                .answers(NotifyAddresses.NOTIFICATIONS, questions::list)
                .answers(NotifyAddresses.FEED, questions::feed)
                .answers(NotifyAddresses.FEED_END, questions::end);
    }
}
