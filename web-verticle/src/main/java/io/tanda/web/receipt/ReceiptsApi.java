package io.tanda.web.receipt;

import static io.tanda.contract.TokenRole.ADMIN;
import static io.tanda.contract.TokenRole.DISPATCHER;
import static io.tanda.contract.TokenRole.FINANCE;
import static io.tanda.contract.TokenRole.RIDER;
import static io.tanda.web.http.Operation.get;

import io.tanda.contract.RideId;
import io.tanda.contract.history.HistoryAddresses;
import io.tanda.contract.history.Receipt;
import io.tanda.contract.history.ReceiptQuery;
import io.tanda.web.api.Asking;
import io.tanda.web.api.Part;
import io.tanda.web.http.Answer;
import io.tanda.web.http.HttpCall;
import io.tanda.web.http.Operation;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receipts, and what they are verified with. */
public final class ReceiptsApi {
    private static final CharSequence KEY_SET = HttpHeaders.createOptimized("application/jwk-set+json");
    /** A key is published before it signs, for longer than this. */
    private static final CharSequence KEPT = HttpHeaders.createOptimized("public, max-age=300");

    private final Asking asking;
    private final ReceiptSigner signer;
    private final InstantSource realTime;

    private ReceiptsApi(Asking asking, ReceiptSigner signer, InstantSource realTime) {
        this.asking = asking;
        this.signer = signer;
        this.realTime = realTime;
    }

    public static Part part(Asking asking, ReceiptSigner signer, InstantSource realTime) {
        return new Part("receipts", new ReceiptsApi(asking, signer, realTime).operations(), List.of());
    }

    private List<Operation> operations() {
        return List.of(
                get("getReceipt", "/v1/rides/{id}/receipt")
                        .by(RIDER, DISPATCHER, FINANCE, ADMIN)
                        .answeredBy(this::receipt),
                get("getReceiptKeys", "/.well-known/jwks.json")
                        .byAnybody()
                        .answeredBy(call -> Future.succeededFuture(keys())));
    }

    /** @param jws absent where the company has set no key */
    private record Signed(Receipt receipt, @Nullable String jws) {}

    private Future<Answer> receipt(HttpCall call) {
        return Asking.withId(
                call,
                id -> asking.ask(
                        HistoryAddresses.RECEIPT,
                        call,
                        new ReceiptQuery(new RideId(id), call.caller().riderUnlessOperator()),
                        receipt -> Answer.json(200, new Signed(receipt, signer.sign(receipt, realTime.instant())))));
    }

    private Answer keys() {
        return new Answer.Document(200, signer.published(), KEY_SET, List.of()).with(HttpHeaders.CACHE_CONTROL, KEPT);
    }
}
