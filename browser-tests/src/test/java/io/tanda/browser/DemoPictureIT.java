package io.tanda.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The city as whoever runs the demo sees it; of one that runs, at the address that {@code -Dtanda.city} names. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@EnabledIfSystemProperty(
        named = "tanda.city",
        matches = "http.*",
        disabledReason =
                "a picture for the documentation: needs a running demo, named by -Dtanda.city=http://127.0.0.1:8080")
class DemoPictureIT {
    /** Enough for the map to be full and the figures to be more than none. */
    private static final int TAXIS = 50;

    private static final Pattern FREE = Pattern.compile("Free\\s+([\\d,]+)");

    @Test
    void the_city_is_full_of_taxis() {
        try (Chromium chromium = Chromium.start();
                Visitor visitor = chromium.visitor(
                        System.getProperty("tanda.city"),
                        new Browser.NewContextOptions().setLocale("en-US").setViewportSize(1_280, 800))) {
            visitor.open("/");
            visitor.page().getByText("Understood").click();
            visitor.page().waitForCondition(() -> taxis(visitor) >= TAXIS);
            visitor.picture("city");
            assertThat(visitor.wrong()).isEmpty();
        }
    }

    /** Those that are free and on the map. */
    private static int taxis(Visitor visitor) {
        Matcher free = FREE.matcher(visitor.page().locator("body").innerText());
        return free.find() ? Integer.parseInt(free.group(1).replace(",", "")) : 0;
    }
}
