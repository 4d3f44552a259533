package io.tanda.web.pages;

import static io.tanda.web.http.Operation.get;

import io.tanda.platform.Kit;
import io.tanda.platform.time.DomainClock;
import io.tanda.web.api.Part;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.tanda.web.security.SignIn;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What only pages ask for: who is signed in, and what city this is. */
public final class PagesApi {
    private final PagesConfig config;
    private final SignIn signIn;
    private final City city;
    private final DomainClock clock;

    private PagesApi(PagesConfig config, SignIn signIn, City city, DomainClock clock) {
        this.config = config;
        this.signIn = signIn;
        this.city = city;
        this.clock = clock;
    }

    public static Part part(Kit kit, SignIn signIn) {
        PagesConfig config = PagesConfig.of(kit.settings());
        City city = City.of(kit.settings());
        kit.settings().check();
        List<Operation> operations =
                new ArrayList<>(new SessionApi(signIn, !config.development(), InstantSource.system()).operations());
        operations.add(get("showConfig", "/config")
                .byAnybody()
                .answeredBy(new PagesApi(config, signIn, city, kit.clock())::show));
        return new Part("pages", operations, List.of());
    }

    /**
     * What a page needs to know before it shows anything.
     *
     * @param dev whether anybody may be anybody here
     * @param provider whether an identity provider lets people in
     * @param tiles absent: only the map that ships
     */
    record Config(
            boolean dev,
            boolean provider,
            String zone,
            String currency,
            String locale,
            City.Bounds bounds,
            @Nullable Tiles tiles,
            Clock clock) {}

    /** @param url with {z}, {x} and {y} @param attribution shown on the map */
    record Tiles(String url, String attribution) {}

    /** @param now domain time @param speed seconds of the domain in a real one */
    record Clock(Instant now, double speed) {}

    private Future<Answer> show(HttpCall call) {
        Tiles tiles = config.tiles().isBlank() ? null : new Tiles(config.tiles(), config.tilesAttribution());
        return Future.succeededFuture(Answer.json(
                200,
                new Config(
                        signIn instanceof SignIn.Anybody,
                        signIn instanceof SignIn.Provider,
                        city.zone().getId(),
                        city.currency().getCurrencyCode(),
                        city.locale().toLanguageTag(),
                        city.bounds(),
                        tiles,
                        new Clock(call.at(), clock.scale()))));
    }
}
