package io.tanda.web.booking;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.web.http.ProblemCode;
import io.tanda.web.json.Decoded;
import io.tanda.web.testing.Contract;
import io.tanda.web.testing.Corpus;
import io.tanda.web.testing.Samples;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The readers of bodies accept and refuse exactly what the contract's schemas do. */
class BookingBodiesTest {
    private static final Contract CONTRACT = new Contract();
    private static final Map<String, Function<Buffer, Decoded<?>>> READERS = new TreeMap<>(Map.of(
            "requestBooking",
            body -> BookingBodies.booking(body, RideId.next(), RiderId.next()),
            "cancelBooking",
            body -> BookingBodies.cancellation(body, RideId.next(), RiderId.next(), null)));

    static Set<String> operations() {
        return READERS.keySet();
    }

    @Test
    void every_body_of_the_contract_has_a_reader() {
        assertThat(READERS.keySet()).isEqualTo(Corpus.withBody("booking"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_reader_and_its_schema_accept_and_refuse_the_same(String operation) {
        Corpus.assertAgree(CONTRACT, operation, Objects.requireNonNull(READERS.get(operation)));
    }

    @Test
    void a_card_number_in_the_place_of_a_phone_is_told_as_such_and_a_number_without_its_country_is_not() {
        assertThat(codeFor("4111 1111 1111 1111")).isEqualTo(ProblemCode.CARD_NUMBER);
        assertThat(codeFor("+4111111111111111")).isEqualTo(ProblemCode.CARD_NUMBER);
        assertThat(codeFor("010-1234-5678")).isEqualTo(ProblemCode.INVALID);
        // Thirteen digits, and the check digit of a card fits.
        assertThat(BookingBodies.booking(withPhone("+8613800138002"), RideId.next(), RiderId.next()))
                .isInstanceOf(Decoded.Good.class);
    }

    private static ProblemCode codeFor(String phone) {
        if (BookingBodies.booking(withPhone(phone), RideId.next(), RiderId.next()) instanceof Decoded.Bad<?> bad)
            return bad.problem().code();
        throw new AssertionError(phone);
    }

    private static Buffer withPhone(String phone) {
        JsonObject body = new JsonObject(Samples.body("requestBooking"));
        body.getJsonObject("person").put("phone", phone);
        return body.toBuffer();
    }

    @Test
    void reading_a_booking_is_cheap() {
        // No limit is asserted: a timed test is a flaky one. The figure is printed for who wants to know.
        Buffer body = Buffer.buffer(Samples.body("requestBooking"));
        JsonObject schema = CONTRACT.requestSchema("requestBooking");
        long reader = nanosEach(() -> BookingBodies.booking(body, RideId.next(), RiderId.next()));
        long validator = nanosEach(() -> CONTRACT.flaw("requestBooking", schema, Json.decodeValue(body)));
        System.out.println(
                "a booking's body: read and checked in " + reader + " ns, by JSON schema in " + validator + " ns");
        assertThat(reader).isPositive();
    }

    private static long nanosEach(Supplier<?> work) {
        int times = 20_000;
        int used = 0;
        for (int i = 0; i < times; i++) used += Objects.hashCode(work.get());
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) used += Objects.hashCode(work.get());
        long each = (System.nanoTime() - began) / times;
        return used == 1 ? each + 1 : each;
    }
}
