package io.tanda.notify.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tanda.contract.Actor;
import io.tanda.contract.MessageId;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.Role;
import io.tanda.contract.WalletId;
import io.tanda.contract.Wire;
import io.tanda.contract.event.Recorded;
import io.tanda.contract.message.MessageEvent;
import io.tanda.contract.message.MessageKind;
import io.tanda.contract.notify.Language;
import io.tanda.notify.words.Words;
import io.tanda.platform.events.Interest;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("A10")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TellingTest {
    /** Not told: what is told by another event of the same moment, operators' matters, and the gateway's business. */
    private static final Set<String> NOT_TOLD = Set.of(
            "dispatch.call-opened.v1",
            "dispatch.call-exhausted.v1",
            "dispatch.cancel-refused.v1",
            "dispatch.positions-stopped.v1",
            "dispatch.taxi-seen-again.v1",
            "dispatch.pickup-overdue.v1",
            "dispatch.ride-overdue.v1",
            "dispatch.rider-contacted.v1",
            "message.message-held.v1",
            "message.message-read.v1",
            "message.message-deleted.v1",
            "payment.charge-attempted.v1",
            "payment.charge-unknown.v1",
            "payment.tender-awaited.v1",
            "payment.refund-asked.v1",
            "payment.refund-refused.v1",
            "payment.refund-disputed.v1",
            "payment.default-method-changed.v1");

    @Test
    void every_event_that_is_followed_is_told_in_words_or_is_known_not_to_be() {
        Words words = Words.read();
        Set<String> told = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        for (Interest<?, Change> interest : Notices.interests(Telling.silent())) {
            for (String kind : interest.topic().types()) {
                all.add(kind);
                if (NOT_TOLD.contains(kind) || !interest.includes(kind)) continue;
                Role role = kind.startsWith("dispatch.") ? Role.DRIVER : Role.RIDER;
                assertThat(words.text(Language.ENGLISH, notice(kind, role)))
                        .as(kind)
                        .isNotEqualTo(kind);
                told.add(kind);
            }
        }
        Set<String> expected = new TreeSet<>(all);
        expected.removeAll(NOT_TOLD);
        assertThat(told).isEqualTo(expected);
        assertThat(all).containsAll(NOT_TOLD);
    }

    @Test
    @Tag("D3")
    void a_message_is_told_to_who_sent_it_and_to_whom_it_came_each_in_words_of_his_own() {
        Actor rider = new Actor(Role.RIDER, new UUID(1, 1));
        Actor driver = new Actor(Role.DRIVER, new UUID(2, 2));
        RideId ride = RideId.next();
        MessageEvent.MessageSent sent = new MessageEvent.MessageSent(
                MessageId.next(), MessageKind.RIDE, ride, rider, driver, null, Instant.EPOCH, Instant.EPOCH);
        List<News.ToPerson> told = told(sent);
        assertThat(told)
                .extracting(News.ToPerson::who, News.ToPerson::about, News.ToPerson::kind)
                .containsExactly(
                        tuple(rider, ride, "message.message-sent.v1"),
                        tuple(driver, ride, "message.message-sent.v1.arrived"));
        Words words = Words.read();
        assertThat(words.text(Language.ENGLISH, notice(told.get(1).kind(), Role.DRIVER)))
                .isEqualTo("A message for you has come.");
        assertThat(words.text(Language.KOREAN, notice(told.get(0).kind(), Role.RIDER)))
                .isEqualTo("메시지를 보냈습니다.");
        Actor desk = new Actor(Role.OPERATOR, new UUID(3, 3));
        assertThat(told(new MessageEvent.MessageSent(
                        MessageId.next(), MessageKind.COMPANY, null, desk, rider, null, Instant.EPOCH, Instant.EPOCH)))
                .as("the desk has no inbox, and it is about no ride")
                .extracting(News.ToPerson::who, News.ToPerson::about)
                .containsExactly(tuple(rider, WalletId.of(new RiderId(rider.id()))));
    }

    private static List<News.ToPerson> told(MessageEvent event) {
        List<News.ToPerson> told = new ArrayList<>();
        Recorded recorded = new Recorded(
                event.aggregate().id(),
                1,
                MessageEvent.TOPIC.typeOf(event),
                event.at(),
                Actor.SYSTEM,
                null,
                Wire.encodeText(event));
        for (Interest<?, Change> interest : Notices.interests(Telling.silent()))
            if (interest.topic() == MessageEvent.TOPIC)
                interest.takeEffect(recorded, effects -> {
                    Change change = effects.change();
                    if (change != null) for (News news : change.news()) told.add((News.ToPerson) news);
                    return Future.succeededFuture();
                });
        return told;
    }

    private static Notice notice(String kind, Role role) {
        return new Notice(
                1, new UUID(1, 2), role, RideId.next(), kind, Instant.EPOCH, new Details("P", 1, Money.usd(1)));
    }
}
