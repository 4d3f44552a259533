package io.tanda.web.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.MethodId;
import io.tanda.contract.RideId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.GatewayNews;
import io.tanda.web.json.Decoded;
import io.tanda.web.testing.Contract;
import io.tanda.web.testing.Corpus;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The readers of bodies accept and refuse exactly what the contract's schemas do. */
class PaymentBodiesTest {
    private static final Contract CONTRACT = new Contract();
    private static final Map<String, Function<Buffer, Decoded<?>>> READERS = new TreeMap<>(Map.of(
            "giveTip", body -> PaymentBodies.tip(body, RideId.next(), RiderId.next()),
            "payFare", body -> PaymentBodies.pay(body, RideId.next(), RiderId.next()),
            "registerPaymentMethod", body -> PaymentBodies.method(body, MethodId.next(), RiderId.next()),
            "collectFare", body -> PaymentBodies.collect(body, RideId.next()),
            "writeOffFare", body -> PaymentBodies.writeOff(body, RideId.next()),
            "confirmCapture", body -> PaymentBodies.confirmCapture(body, RideId.next()),
            "denyCapture", body -> PaymentBodies.denyCapture(body, RideId.next()),
            "payDriver", body -> PaymentBodies.payout(body, DriverId.next()),
            "refundFare", body -> PaymentBodies.refund(body, RideId.next())));

    static Set<String> operations() {
        return READERS.keySet();
    }

    @Test
    void every_body_of_the_contract_has_a_reader() {
        assertThat(READERS.keySet()).isEqualTo(withFields());
    }

    /** All but what gateways tell: its fields are theirs. */
    private static Set<String> withFields() {
        Set<String> operations = new HashSet<>(Corpus.withBody("payment"));
        assertThat(operations.remove("hearGateway")).isTrue();
        return operations;
    }

    @Test
    void what_gateways_tell_is_one_object_and_passed_on_byte_for_byte() {
        String body = "{ \"type\" : \"charge.updated\",\n \"unknown\":[1] }";
        assertThat(PaymentBodies.news(Buffer.buffer(body), "stripe", "t=1"))
                .isEqualTo(new Decoded.Good<>(new GatewayNews("stripe", "t=1", body)));
        for (String other : List.of("", "[]", "1", "\"{}\"", "null", "{", "{}}"))
            assertThat(PaymentBodies.news(Buffer.buffer(other), "stripe", null))
                    .as(other)
                    .isInstanceOf(Decoded.Bad.class);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_reader_and_its_schema_accept_and_refuse_the_same(String operation) {
        Corpus.assertAgree(CONTRACT, operation, Objects.requireNonNull(READERS.get(operation)));
    }
}
