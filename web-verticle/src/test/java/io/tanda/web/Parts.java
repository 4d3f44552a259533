package io.tanda.web;

import io.tanda.platform.testing.TestKit;
import io.tanda.web.api.ContractDocument;
import io.tanda.web.api.Part;
import io.tanda.web.http.Operation;
import io.tanda.web.receipt.ReceiptKeys;
import io.tanda.web.receipt.ReceiptSigner;
import io.tanda.web.security.SignIn;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.Stream;

/** What the verticle shows, for tests that compare it with the contract. */
public final class Parts {
    private static final List<Part> ALL =
            WebModule.parts(TestKit.of(Vertx.vertx()), new SignIn.Elsewhere(), new ReceiptSigner(ReceiptKeys.none()));

    private Parts() {}

    public static List<Part> all() {
        return ALL;
    }

    public static List<Operation> operations() {
        return ALL.stream().flatMap(part -> part.operations().stream()).toList();
    }

    public static Operation operation(String id) {
        return operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    public static String contract() {
        Stream<String> others = ALL.stream().map(Part::name).filter(name -> !name.equals("about"));
        return ContractDocument.of(Stream.concat(Stream.of("about"), others).toList());
    }
}
