package io.tanda.verification;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Many drivers accept two calls at the same moment, over three processes that dispatch: each call gets one, and nobody gets both. */
final class AcceptRace implements Figure {
    private static final int DISPATCHERS = 3;
    private static final int RIDES = 1_000;
    private static final int RIDES_SHORT = 40;

    @Override
    public String name() {
        return "race";
    }

    @Override
    public Finding tryIt(Stage stage) throws IOException, Calls.Broken {
        stage.cluster().startUpTo(Role.DISPATCH, DISPATCHERS);
        int rides = stage.full() ? RIDES : RIDES_SHORT;
        try (Calls calls = stage.patient()) {
            Truth truth = new Truth(stage.vertx(), stage.cluster());
            Race race = new Race(calls);
            race.run(rides);
            List<String> violations = new ArrayList<>(race.violations());
            violations.addAll(calls.since().violations());
            violations.addAll(truth.offences(calls, rides));
            return new Finding(
                    "one driver for each call, one call for each driver", rides, violations, race.measured());
        }
    }
}
