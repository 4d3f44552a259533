package io.tanda.web.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.RideId;
import io.tanda.contract.TaxiId;
import io.tanda.web.json.Decoded;
import io.tanda.web.testing.Contract;
import io.tanda.web.testing.Corpus;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The readers of bodies accept and refuse exactly what the contract's schemas do. */
class DispatchBodiesTest {
    private static final Contract CONTRACT = new Contract();
    private static final DriverId DRIVER = DriverId.next();
    private static final Map<String, Function<Buffer, Decoded<?>>> READERS = new TreeMap<>(Map.of(
            "setDuty", body -> DispatchBodies.duty(body, DRIVER),
            "reportPositions", body -> DispatchBodies.track(body, DRIVER),
            "arrive", body -> DispatchBodies.arrive(body, RideId.next(), DRIVER),
            "dropOff", body -> DispatchBodies.dropOff(body, RideId.next(), DRIVER),
            "abortRide", body -> DispatchBodies.abort(body, RideId.next(), DRIVER),
            "giveBackRide", body -> DispatchBodies.giveBack(body, RideId.next(), DRIVER),
            "registerDriver", body -> DispatchBodies.driver(body, DRIVER),
            "registerTaxi", body -> DispatchBodies.taxi(body, TaxiId.next()),
            "reportFleetPositions", DispatchBodies::fleetPositions));

    static Set<String> operations() {
        return READERS.keySet();
    }

    @Test
    void every_body_of_the_contract_has_a_reader() {
        assertThat(READERS.keySet()).isEqualTo(Corpus.withBody("dispatch"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_reader_and_its_schema_accept_and_refuse_the_same(String operation) {
        Corpus.assertAgree(CONTRACT, operation, Objects.requireNonNull(READERS.get(operation)));
    }
}
