package io.tanda.web.desk;

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
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The readers of bodies accept and refuse exactly what the contract's schemas do. */
class DeskBodiesTest {
    private static final Contract CONTRACT = new Contract();
    private static final Map<String, Function<Buffer, Decoded<?>>> READERS = new TreeMap<>(Map.of(
            "assignCall", body -> DeskBodies.assign(body, RideId.next()),
            "cancelForRider", body -> DeskBodies.cancel(body, RideId.next()),
            "markNoShowForDriver", body -> DeskBodies.noShow(body, RideId.next()),
            "endForDriver", body -> DeskBodies.end(body, RideId.next()),
            "setDriverStanding", body -> DeskBodies.driverStanding(body, DriverId.next()),
            "setTaxiStanding", body -> DeskBodies.taxiStanding(body, TaxiId.next()),
            "revokeTokens", body -> DeskBodies.revoke(body, UUID.randomUUID()),
            "bookForCaller", body -> DeskBodies.book(body, RideId.next()),
            "abortForDriver", body -> DeskBodies.abort(body, RideId.next())));

    static Set<String> operations() {
        return READERS.keySet();
    }

    @Test
    void every_body_of_the_contract_has_a_reader() {
        assertThat(READERS.keySet()).isEqualTo(Corpus.withBody("desk"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_reader_and_its_schema_accept_and_refuse_the_same(String operation) {
        Corpus.assertAgree(CONTRACT, operation, Objects.requireNonNull(READERS.get(operation)));
    }
}
