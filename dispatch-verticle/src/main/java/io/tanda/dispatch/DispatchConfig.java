package io.tanda.dispatch;

import io.tanda.areas.AreaFiles;
import io.tanda.areas.ServiceAreas;
import io.tanda.contract.LongestWay;
import io.tanda.dispatch.call.domain.CallRules;
import io.tanda.dispatch.call.domain.OfferPolicy;
import io.tanda.fares.TariffFiles;
import io.tanda.fares.Tariffs;
import io.tanda.platform.ops.Settings;
import io.tanda.roads.MapCache;
import io.tanda.roads.RoadMap;
import io.tanda.roads.SpeedFiles;
import io.tanda.roads.Speeds;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param tariffs of the city that the taxis drive in
 * @param areas that operators look at one by one
 * @param byRoad null = by the straight line
 * @param maxTaxis in the index of positions, about 300 bytes each; positions of more are not taken
 */
public record DispatchConfig(
        OfferPolicy offers,
        CallRules rules,
        Tariffs tariffs,
        ServiceAreas areas,
        @Nullable ByRoad byRoad,
        int maxTaxis) {

    /** How taxis drive. */
    public record ByRoad(RoadMap map, Speeds speeds, MapCache cache) {}

    public static DispatchConfig of(Settings settings) {
        return new DispatchConfig(
                offers(settings),
                rules(settings),
                TariffFiles.read(
                        settings.text("fares.tariffs", TariffFiles.NEW_YORK_2012, TariffFiles.EXPECTED),
                        problem -> settings.problem("fares.tariffs: " + problem)),
                areas(settings),
                byRoad(settings),
                settings.number("dispatch.max-taxis", 100_000, 100, 1_000_000));
    }

    private static ServiceAreas areas(Settings settings) {
        return AreaFiles.read(
                settings.text("areas.file", "", AreaFiles.EXPECTED),
                problem -> settings.problem("areas.file: " + problem));
    }

    /** Below 60 km/h ordinary rides on an avenue by night would wait to be looked at; nothing on wheels is above 300. */
    private static CallRules rules(Settings settings) {
        return CallRules.DEFAULT.with(
                Duration.ofSeconds(settings.number(
                        "dispatch.rides.no-show-seconds",
                        (int) CallRules.DEFAULT.waitForRider().toSeconds(),
                        30,
                        3_600)),
                settings.number("dispatch.rides.top-speed-kmh", 160, 60, 300) / 3.6,
                new LongestWay(settings.number(
                        LongestWay.SETTING, LongestWay.USUAL.km(), LongestWay.LEAST_KM, LongestWay.MOST_KM)),
                Duration.ofSeconds(settings.number(
                        "dispatch.rides.collect-seconds",
                        (int) CallRules.DEFAULT.collectFor().toSeconds(),
                        30,
                        900)));
    }

    /** Without a map nothing else is read. */
    private static @Nullable ByRoad byRoad(Settings settings) {
        String name = settings.text("roads.map", "", RoadMap.EXPECTED);
        String speedsName = settings.text("roads.speeds", SpeedFiles.NEW_YORK_2013, SpeedFiles.EXPECTED);
        String folder = settings.text("roads.cache", "", MapCache.EXPECTED);
        if (name.isBlank()) return null;
        RoadMap map = RoadMap.of(name, problem -> settings.problem("roads.map: " + problem));
        Speeds speeds = SpeedFiles.read(speedsName, problem -> settings.problem("roads.speeds: " + problem));
        MapCache cache = MapCache.of(folder, problem -> settings.problem("roads.cache: " + problem));
        return map == null || speeds == null ? null : new ByRoad(map, speeds, cache);
    }

    private static OfferPolicy offers(Settings settings) {
        OfferPolicy usual = OfferPolicy.DEFAULT;
        try {
            return new OfferPolicy(
                    settings.number("dispatch.offers.first-round", usual.firstRoundSize(), 1, 20),
                    settings.number("dispatch.offers.max-round", usual.maxRoundSize(), 1, 50),
                    Duration.ofMillis(settings.number(
                            "dispatch.offers.round-millis",
                            (int) usual.roundEvery().toMillis(),
                            500,
                            10_000)),
                    Duration.ofMillis(settings.number(
                            "dispatch.offers.offer-millis",
                            (int) usual.offerFor().toMillis(),
                            1_000,
                            30_000)),
                    settings.number("dispatch.offers.first-radius-meters", usual.firstRadiusMeters(), 100, 50_000),
                    usual.radiusGrowth(),
                    settings.number("dispatch.offers.max-radius-meters", usual.maxRadiusMeters(), 100, 50_000));
        } catch (IllegalArgumentException e) {
            settings.problem("dispatch.offers: " + e.getMessage());
            return usual;
        }
    }
}
