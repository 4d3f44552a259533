package io.tanda.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Geolocation;
import io.tanda.system.OneNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One ride, seen from all sides: three people, each with a browser of his own, on one Tanda. */
@Tag("G1")
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RideInBrowsersIT {
    private static final String PICKUP = "Times Sq/Theatre District";
    private static final String DROPOFF = "Union Sq";
    /** The middle of each zone, where a place that is only named lies. */
    private static final Geolocation AT_PICKUP = new Geolocation(40.759815, -73.984195).setAccuracy(5);

    private static final Geolocation AT_DROPOFF = new Geolocation(40.740235, -73.990455).setAccuracy(5);

    /** Longer than any step of a ride takes here, on a machine that does something else as well. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static Chromium chromium;
    private static OneNode tanda;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
        tanda = new OneNode("ride-in-browsers");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
    }

    @AfterAll
    static void stop() {
        if (tanda != null) tanda.close();
        if (chromium != null) chromium.close();
    }

    @Test
    void a_rider_is_driven_to_his_receipt_while_an_operator_looks_on() {
        try (Visitor driver = visitor(at(AT_PICKUP));
                Visitor rider = visitor(english());
                Visitor operator = visitor(english())) {
            operator.open("/operator/");
            button(operator, "Sign in as dispatcher").click();

            driver.open("/driver/");
            driver.page().getByLabel("Name").fill("Ada Lovelace");
            button(driver, "Enter both and begin").click();
            button(driver, "Go on duty").click();
            assertThat(heading(driver, "You are free")).isVisible();

            rider.open("/rider/");
            button(rider, "Sign in as rider").click();
            rider.page().getByLabel("Pick-up").fill(PICKUP);
            rider.page().getByLabel("Destination").fill(DROPOFF);
            assertThat(rider.page().getByText("Three of four rides cost what is between"))
                    .isVisible();
            rider.picture("rider-asks");
            button(rider, "Call a taxi").click();

            assertThat(button(driver, "Accept")).isVisible();
            driver.picture("driver-offer");
            button(driver, "Accept").click();
            assertThat(heading(driver, "Drive to the pick-up")).isVisible();
            assertThat(rider.page().getByText("Ada Lovelace").first()).isVisible();
            String plate = rider.page().getByText("DEV-").first().innerText().replaceAll(".*(DEV-\\d+).*", "$1");
            assertThat(operator.page().getByText(plate).first()).isVisible();
            driver.picture("driver-drives");
            rider.picture("rider-waits");
            operator.picture("operator-board");

            step(driver, "I am there", "Wait for your passenger");
            step(driver, "Passenger on board", "Drive to the destination");
            driver.page().context().setGeolocation(AT_DROPOFF);
            button(driver, "Drop off").click();
            button(driver, "Done").click();
            assertThat(heading(driver, "Ride done")).isVisible();

            assertThat(rider.page().getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Receipt")))
                    .isVisible();
            rider.picture("rider-receipt");
            assertThat(operator.page().getByText(plate)).hasCount(0);
            leaveAnUmbrella(rider, driver);
            for (Visitor visitor : List.of(rider, driver, operator))
                assertThat(visitor.wrong()).isEmpty();
        }
    }

    private static void leaveAnUmbrella(Visitor rider, Visitor driver) {
        String text = "My umbrella is on the back seat.";
        button(rider, "Write to the driver").click();
        rider.page()
                .getByLabel("Message", new Page.GetByLabelOptions().setExact(true))
                .fill(text);
        assertThat(rider.page().getByText("It costs $1.50")).isVisible();
        rider.picture("rider-writes");
        button(rider, "Send for $1.50").click();
        assertThat(rider.page()
                        .getByText("Sent.", new Page.GetByTextOptions().setExact(true))
                        .first())
                .isVisible();
        driver.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Messages"))
                .click();
        assertThat(driver.page().getByText(text)).isVisible();
        driver.picture("driver-messages");
    }

    private static void step(Visitor driver, String name, String then) {
        button(driver, name).click();
        assertThat(heading(driver, then)).isVisible();
    }

    private static Locator button(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator heading(Visitor visitor, String name) {
        return visitor.page()
                .getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    private static Browser.NewContextOptions english() {
        return new Browser.NewContextOptions().setLocale("en-US");
    }

    private static Browser.NewContextOptions at(Geolocation place) {
        return english().setGeolocation(place).setPermissions(List.of("geolocation"));
    }

    private static Visitor visitor(Browser.NewContextOptions options) {
        return chromium.visitor(tanda.api().toString(), options);
    }
}
