package io.tanda.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.platform.ops.Settings;
import io.tanda.roads.MapCache;
import io.tanda.roads.RoadMap;
import io.tanda.roads.SpeedFiles;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DispatchConfigTest {
    @Test
    void without_a_map_there_are_no_roads() {
        assertThat(config(Map.of()).byRoad()).isNull();
        assertThat(config(Map.of("roads.map", " ")).byRoad()).isNull();
    }

    @Test
    void a_map_comes_with_the_speeds_that_were_measured() {
        assertThat(config(Map.of("roads.map", RoadMap.NEW_YORK_MIDTOWN)).byRoad())
                .isEqualTo(new DispatchConfig.ByRoad(
                        RoadMap.shipped(RoadMap.NEW_YORK_MIDTOWN),
                        SpeedFiles.shipped(SpeedFiles.NEW_YORK_2013),
                        MapCache.NONE));
    }

    @Test
    void what_is_wrong_is_told_at_start_under_its_key() {
        assertThatThrownBy(() -> config(Map.of("roads.map", "moon", "roads.speeds", "fast", "roads.cache", "/nowhere")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("roads.map: \"moon\" is no map: " + RoadMap.EXPECTED)
                .hasMessageContaining("roads.speeds: \"fast\" is no file of speeds: " + SpeedFiles.EXPECTED)
                .hasMessageContaining("roads.cache: /nowhere is not " + MapCache.EXPECTED);
    }

    private static DispatchConfig config(Map<String, String> values) {
        Settings settings = Settings.of(values);
        DispatchConfig config = DispatchConfig.of(settings);
        settings.check();
        return config;
    }
}
