package io.tanda.fares;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Tariffs are read once, at start, and all that is wrong is said at once with what is allowed. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class TariffFilesTest {
    static final List<String> SHIPPED = TariffFiles.SHIPPED;

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void each_that_ships_is_right_and_is_what_its_name_says(String name) {
        Tariff tariff = TariffFiles.shipped(name).versions().getFirst();
        assertThat(tariff.id()).isEqualTo(name);
        assertThat(name).endsWith(tariff.validFrom().toLocalDate().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flag|-1|flag must be a whole number from 0 to 100000000, not \"-1\"",
                "flag|2.50|flag must be a whole number",
                "flag|''|flag is missing: a whole number",
                "unit|0|unit must be a whole number from 1 to",
                "unit.meters|0|unit.meters must be a number from 1.0 to 50000.0",
                "unit.meters|NaN|unit.meters must be a number",
                "unit.seconds|a minute|unit.seconds must be a number from 1.0 to 86400.0",
                "unit.costs-when|never|unit.costs-when must be begun or complete",
                "slow.counts|none|slow.counts must be both or time",
                "zone|New York|zone must be a time zone such as America/New_York",
                "currency|Dollar|currency must be an ISO 4217 code",
                "valid.from|2012-09-04|valid.from must be a date and time",
                "id|New York|id must be 1 to 64 of a-z, 0-9 and -",
                "round.to|0|round.to must be a whole number from 1 to",
                "pace.crawling.meters-per-second|9|pace.crawling must be below slow.below.kmh",
                "pace.cruising.meters-per-second|2|pace.crawling must be below slow.below.kmh",
                "surcharge.night.amount|50 cents|surcharge.night.amount must be a whole number",
                "surcharge.night.hours|20-06|surcharge.night.amount is missing",
                "surcharge.night.hours|20-06|surcharge.night.hours must be hours such as 22:00-04:00",
                "surcharge.night.hours|25:00-06:00|surcharge.night.hours must be hours",
                "surcharge.night.hours|Mon-Sol 20:00-06:00|surcharge.night.hours must be hours",
                "band.late.hours|20:00-06:00|band.late.flag is missing",
                "extra.toll.kind|fee|extra.toll.kind must be extra or toll",
                "extra.toll.most|-5|extra.toll.most must be a whole number from 0 to",
                "told.meter.most.percent|99|told.meter.most.percent must be a whole number from 100 to 1000",
                "flag.fall|5|\"flag.fall\" is no key of a tariff",
            })
    void what_is_wrong_is_said_with_its_key_and_what_is_allowed(String key, String value, String expected) {
        assertThat(TestTariffs.problems(Map.of(key, value)))
                .anySatisfy(problem -> assertThat(problem).startsWith("test: ").contains(expected));
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        assertThat(TestTariffs.problems(Map.of("flag", "-1", "unit", "x", "zone", "y", "mood", "z")))
                .hasSize(4);
        assertThat(TestTariffs.problems(Map.of())).isEmpty();
    }

    @Test
    void two_rates_at_once_are_refused() {
        Map<String, String> late = Map.of(
                "band.late.hours", "22:00-02:00",
                "band.late.flag", "1",
                "band.late.unit", "1",
                "band.sunday.hours", "Sun 01:00-05:00",
                "band.sunday.flag", "1",
                "band.sunday.unit", "1");
        assertThat(TestTariffs.problems(late))
                .singleElement()
                .asString()
                .contains("band.*.hours must not overlap", "late", "sunday");
    }

    @Test
    void a_file_of_ones_own_is_read(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("mine.properties");
        try (var shipped = TariffFiles.class.getResourceAsStream(TariffFiles.SEOUL_2023 + ".properties")) {
            if (shipped == null) throw new AssertionError();
            Files.writeString(
                    file,
                    new String(shipped.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                            .replace("id=seoul-medium-2023-02-01", "id=mine"));
        }
        List<String> problems = new ArrayList<>();
        Tariffs read = TariffFiles.read(TariffFiles.SEOUL_2019 + ", " + file, problems::add);
        assertThat(problems).isEmpty();
        assertThat(read.versions()).extracting(Tariff::id).containsExactly(TariffFiles.SEOUL_2019, "mine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "london|\"london\" is no tariff: tariffs of one city",
                "''|is no tariff",
                "no/such.properties|the tariff no/such.properties cannot be read",
                "nyc-yellow-2012-09-04,seoul-medium-2023-02-01|have one currency, and these have USD and KRW",
                "nyc-yellow-2012-09-04,seoul-medium-2023-02-01|have one zone, and these have",
                "seoul-medium-2019-02-16,seoul-medium-2019-02-16|two tariffs have one id",
                "seoul-medium-2019-02-16,seoul-medium-2019-02-16|two tariffs begin at the same time",
            })
    void what_names_no_tariffs_of_one_city_is_refused(String names, String expected) {
        List<String> problems = new ArrayList<>();
        TariffFiles.read(names, problems::add);
        assertThat(problems).anySatisfy(problem -> assertThat(problem).contains(expected));
    }
}
