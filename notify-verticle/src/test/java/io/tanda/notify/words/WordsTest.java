package io.tanda.notify.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.notify.Language;
import io.tanda.notify.notice.Details;
import io.tanda.notify.notice.Notice;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("A12")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class WordsTest {
    private static final Pattern PLACE = Pattern.compile("\\{[^}]*}");
    private static final Set<String> PLACES = Set.of("{plate}", "{minutes}", "{amount}", "{method}");

    private final Words words = Words.read();

    @ParameterizedTest
    @EnumSource
    void every_language_has_the_same_lines_with_the_same_places(Language language) {
        assertThat(words.keys(language)).isEqualTo(words.keys(Language.ENGLISH));
        for (String key : words.keys(language)) {
            assertThat(places(language, key)).as(key).isEqualTo(places(Language.ENGLISH, key));
            assertThat(PLACES).as(key).containsAll(places(language, key));
        }
    }

    @Test
    void places_are_filled() {
        assertThat(words.text(Language.ENGLISH, assigned()))
                .isEqualTo("Your taxi 9K21 is on its way and is there in about 4 min.");
        assertThat(words.text(Language.KOREAN, assigned())).isEqualTo("택시 9K21가 출발했습니다. 약 4분 후 도착합니다.");
    }

    @Test
    void money_is_told_as_its_currency_counts() {
        assertThat(words.text(Language.ENGLISH, paid(new Money(1_250, "USD")))).endsWith("Paid: USD 12.50.");
        assertThat(words.text(Language.ENGLISH, paid(new Money(14_800, "KRW")))).endsWith("Paid: KRW 14,800.");
        assertThat(words.text(Language.KOREAN, paid(new Money(14_800, "KRW")))).endsWith("결제 금액: 14,800원.");
    }

    @Test
    void a_kind_that_nobody_has_words_for_any_more_is_told_by_its_name() {
        assertThat(words.text(Language.ENGLISH, notice("booking.taxi-flew.v1", new Details(null, null, null))))
                .isEqualTo("booking.taxi-flew.v1");
    }

    private static Notice assigned() {
        return notice("booking.driver-assigned.v1", new Details("9K21", 4, null));
    }

    private static Notice paid(Money money) {
        return notice("booking.ride-completed.v1", new Details(null, null, money));
    }

    private static Notice notice(String kind, Details details) {
        return new Notice(1, new UUID(1, 2), Role.RIDER, RideId.next(), kind, Instant.EPOCH, details);
    }

    private Set<String> places(Language language, String key) {
        return PLACE.matcher(String.valueOf(words.line(language, key)))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
