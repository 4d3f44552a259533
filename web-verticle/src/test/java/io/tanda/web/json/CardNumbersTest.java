package io.tanda.web.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4222222222222", // 13 digits
                "378282246310005", // 15
                "4111111111111111", // 16
                "6304000000000000000", // 19
                "x4111111111111111y",
                "4111-1111-1111-1111",
                "call 12345, card 4111 1111 1111 1111",
                "4111.1111.1111.1111",
                "4111/1111/1111/1111",
                "4111\u00a01111\u20131111\u00a01111", // as word processors write it
                "１２ ４１１１１１１１１１１１１１１１", // other scripts' digits
                "\u0664\u0661\u0661\u0661 \u0661\u0661\u0661\u0661 \u0661\u0661\u0661\u0661 \u0661\u0661\u0661\u0661",
                // Beyond the first 65,536 characters: mathematical digits.
                "\ud835\udfd2\ud835\udfcf\ud835\udfcf\ud835\udfcf\ud835\udfcf\ud835\udfcf\ud835\udfcf\ud835\udfcf"
                        + "\ud835\udfcf\ud835\udfcf\ud835\udfcf\ud835\udfcf\ud835\udfcf\ud835\udfcf\ud835\udfcf\ud835\udfcf"
            })
    void a_card_number_is_found_wherever_it_stands(String text) {
        assertThat(CardNumbers.in(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Gangnam Station exit 3",
                "4111111111111112", // the check digit is wrong
                "411111111111", // 12 digits
                "41111111111111111111", // 20 digits
                "010-1234-5678",
                "+82 2 1234 5678",
                "41.11,1111.1111-11.1111", // two marks, as the degrees of a place have
                "4111, 1111, 1111, 1111"
            })
    void other_texts_are_let_through(String text) {
        assertThat(CardNumbers.in(text)).isFalse();
    }
}
