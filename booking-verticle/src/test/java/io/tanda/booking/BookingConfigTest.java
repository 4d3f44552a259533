package io.tanda.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tanda.areas.ServiceAreas;
import io.tanda.booking.domain.AdmissionPolicy;
import io.tanda.platform.ops.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class BookingConfigTest {
    @Test
    void without_areas_everywhere_is_served() {
        BookingConfig config = BookingConfig.of(Settings.of(Map.of()));
        assertThat(config.areas()).isEqualTo(ServiceAreas.EVERYWHERE);
        assertThat(config.admission()).isEqualTo(AdmissionPolicy.USUAL);
    }

    @Test
    void areas_are_a_name_or_a_file() {
        BookingConfig config = BookingConfig.of(Settings.of(Map.of(
                "areas.file", "new-york",
                "booking.admission.searches", "5",
                "booking.admission.evidence.seconds", "20",
                "booking.admission.probe.seconds", "4")));
        assertThat(config.areas().names())
                .containsExactlyInAnyOrder(
                        "manhattan", "brooklyn", "queens", "bronx", "staten-island", "newark-airport");
        assertThat(config.admission()).isEqualTo(new AdmissionPolicy(5, Duration.ofSeconds(20), Duration.ofSeconds(4)));
    }

    @Test
    void what_is_wrong_is_said_at_start() {
        Settings settings = Settings.of(Map.of(
                "areas.file", "gotham",
                "booking.admission.searches", "0",
                "booking.admission.evidence.seconds", "31",
                "booking.admission.probe.seconds", "0"));
        assertThat(BookingConfig.of(settings).areas()).isEqualTo(ServiceAreas.EVERYWHERE);
        assertThatThrownBy(settings::check)
                .hasMessageContaining("areas.file: \"gotham\" is no file of service areas")
                .hasMessageContaining(
                        "booking.admission.searches (TANDA_BOOKING_ADMISSION_SEARCHES) must be a whole number from 1")
                .hasMessageContaining("booking.admission.evidence.seconds")
                .hasMessageContaining("booking.admission.probe.seconds");
    }
}
