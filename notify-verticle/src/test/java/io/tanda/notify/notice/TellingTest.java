package io.tanda.notify.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.notify.Language;
import io.tanda.notify.words.Words;
import io.tanda.platform.events.Interest;
import java.time.Instant;
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

    private static Notice notice(String kind, Role role) {
        return new Notice(
                1, new UUID(1, 2), role, RideId.next(), kind, Instant.EPOCH, new Details("P", 1, Money.usd(1)));
    }
}
