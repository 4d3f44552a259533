package io.tanda.dispatch.call.domain;

import io.tanda.contract.bus.Refusal;
import io.tanda.contract.dispatch.DispatchEvent;
import java.util.List;

/** What comes of a command. */
public sealed interface Decision {
    /** @param events none when it is as it was asked for already */
    record Decided(List<DispatchEvent> events) implements Decision {}

    record Refused(Refusal refusal, String detail) implements Decision {}

    static Decision of(DispatchEvent... events) {
        return new Decided(List.of(events));
    }

    static Decision refused(Refusal refusal, String detail) {
        return new Refused(refusal, detail);
    }
}
