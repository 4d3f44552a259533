package io.tanda.web.depot;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.DriverId;
import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;
import io.tanda.contract.catalogue.CatalogueCommand.RegisterProduct;
import io.tanda.web.json.Decoded;
import io.tanda.web.testing.Contract;
import io.tanda.web.testing.Corpus;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The readers of bodies accept and refuse exactly what the contract's schemas do. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DepotBodiesTest {
    private static final Contract CONTRACT = new Contract();
    private static final Map<String, Function<Buffer, Decoded<?>>> READERS = new TreeMap<>(Map.of(
            "registerProduct", body -> DepotBodies.product(body, ProductId.next()),
            "changeProductQuantity", body -> DepotBodies.quantity(body, ProductId.next()),
            "placeOrder", body -> DepotBodies.order(body, OrderId.next(), DriverId.next())));

    static Set<String> operations() {
        return READERS.keySet();
    }

    @Test
    void every_body_of_the_contract_has_a_reader() {
        assertThat(READERS.keySet()).isEqualTo(Corpus.withBody("depot"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_reader_and_its_schema_accept_and_refuse_the_same(String operation) {
        Corpus.assertAgree(CONTRACT, operation, Objects.requireNonNull(READERS.get(operation)));
    }

    @Test
    @Tag("E1")
    void ten_items_are_registered_where_nothing_is_said() {
        ProductId seat = ProductId.next();
        assertThat(DepotBodies.product(Buffer.buffer("{\"name\":\"Child seat\"}"), seat))
                .isEqualTo(new Decoded.Good<>(new RegisterProduct(seat, "Child seat", 10)));
    }
}
