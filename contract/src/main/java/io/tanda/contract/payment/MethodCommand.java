package io.tanda.contract.payment;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tanda.contract.MethodId;
import io.tanda.contract.RiderId;

/** What a rider does with a payment method that is registered (C2). Another's is not found. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MethodCommand.MakeDefault.class, name = "make-default-method"),
    @JsonSubTypes.Type(value = MethodCommand.Remove.class, name = "remove-method")
})
public sealed interface MethodCommand {
    RiderId rider();

    MethodId method();

    /** It pays where a booking names none. */
    record MakeDefault(RiderId rider, MethodId method) implements MethodCommand {}

    /** Nothing is booked with it any more. Where it was the default, the oldest of the others is. */
    record Remove(RiderId rider, MethodId method) implements MethodCommand {}
}
