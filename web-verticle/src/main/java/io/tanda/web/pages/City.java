package io.tanda.web.pages;

import io.tanda.platform.ops.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.function.Function;

/**
 * What pages show times, money and the map by.
 *
 * @param zone in which times are told
 * @param currency in which amounts are typed; what was paid says its own
 * @param locale by which dates, amounts and distances are written, whatever language somebody reads
 * @param bounds of the map at first
 */
record City(ZoneId zone, Currency currency, Locale locale, Bounds bounds) {
    /** Manhattan, between its southern end and the north of Central Park: where the map that ships has its streets, and around it. */
    private static final String MANHATTAN = "40.70,-74.02,40.80,-73.93";

    /** The poles are on no map. */
    private static final int MAX_LATITUDE = 85;

    private static final int MAX_LONGITUDE = 180;

    /** A part of the earth, in degrees; none across the date line. */
    record Bounds(double south, double west, double north, double east) {
        Bounds {
            boolean upright = -MAX_LATITUDE <= south && south < north && north <= MAX_LATITUDE;
            if (!upright || !(-MAX_LONGITUDE <= west && west < east && east <= MAX_LONGITUDE))
                throw new IllegalArgumentException("not on the map");
        }

        static Bounds of(String text) {
            String[] sides = text.split(",", -1);
            if (sides.length != 4) throw new IllegalArgumentException("not four sides");
            return new Bounds(
                    Double.parseDouble(sides[0]),
                    Double.parseDouble(sides[1]),
                    Double.parseDouble(sides[2]),
                    Double.parseDouble(sides[3]));
        }
    }

    /** Reads {@code city.*}; New York where nothing is said, as it is with the tariff. What is wrong is collected in the settings. */
    static City of(Settings settings) {
        return new City(
                read(
                        settings,
                        "city.zone (TANDA_CITY_ZONE) must be a time zone such as Asia/Seoul",
                        settings.text("city.zone", "America/New_York", "a time zone"),
                        ZoneId::of,
                        ZoneId.of("America/New_York")),
                read(
                        settings,
                        "city.currency (TANDA_CITY_CURRENCY) must be a currency of ISO 4217 such as KRW",
                        settings.text("city.currency", "USD", "a currency"),
                        Currency::getInstance,
                        Currency.getInstance("USD")),
                read(
                        settings,
                        "city.locale (TANDA_CITY_LOCALE) must be a locale of BCP 47 such as ko-KR",
                        settings.text("city.locale", "en-US", "a locale"),
                        tag -> new Locale.Builder().setLanguageTag(tag).build(),
                        Locale.US),
                read(
                        settings,
                        "city.bounds (TANDA_CITY_BOUNDS) must be south,west,north,east in degrees such as " + MANHATTAN,
                        settings.text("city.bounds", MANHATTAN, "a part of the earth"),
                        Bounds::of,
                        Bounds.of(MANHATTAN)));
    }

    private static <T> T read(Settings settings, String expected, String value, Function<String, T> read, T otherwise) {
        try {
            return read.apply(value);
        } catch (DateTimeException | IllegalArgumentException | IllformedLocaleException e) {
            settings.problem(expected + ", not \"" + value + "\"");
            return otherwise;
        }
    }
}
