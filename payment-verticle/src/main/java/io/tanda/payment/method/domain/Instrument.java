package io.tanda.payment.method.domain;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * What a token stands for, as the gateway says it.
 *
 * @param brand such as {@code visa}, 1 to {@link #BRAND_MAX_CHARACTERS} characters
 * @param lastFour digits of its number, and a star for one that the gateway hides
 * @param expiry the last month in which it can be used; absent where it does not expire
 */
public record Instrument(
        String brand, String lastFour, @Nullable YearMonth expiry) {
    public static final int BRAND_MAX_CHARACTERS = 32;

    public Instrument {
        if (brand.isBlank() || brand.length() > BRAND_MAX_CHARACTERS)
            throw new IllegalArgumentException("a brand has 1 to " + BRAND_MAX_CHARACTERS + " characters");
        if (!lastFour.matches("[0-9*]{4}")) throw new IllegalArgumentException("the last four digits are four");
    }
}
