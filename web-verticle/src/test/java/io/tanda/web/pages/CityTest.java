package io.tanda.web.pages;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.platform.ops.Settings;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class CityTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "city.zone|Gotham",
                "city.currency|Taler",
                "city.locale|no locale",
                "city.bounds|1,2,3",
                "city.bounds|2,1,1,2",
                "city.bounds|1,2,2,a",
                "city.bounds|NaN,2,3,4",
                "city.bounds|1,170,2,190"
            })
    void what_is_no_city_is_said_at_start(String key, String value) {
        Settings settings = Settings.of(Map.of(key, value));
        City.of(settings);
        assertThatThrownBy(settings::check)
                .hasMessageContaining(key + " (" + Settings.environmentName(key) + ") must be")
                .hasMessageContaining("not \"" + value + "\"");
    }
}
