package io.tanda.payment.method.domain;

import io.tanda.contract.MethodId;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.MethodList;
import io.tanda.contract.payment.MethodView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All payment methods of one rider.
 *
 * @param version of the journal: 0 before the first event
 * @param methods in the order of their registration
 * @param usual what pays where a booking names none; absent: there is none
 */
public record Wallet(
        RiderId rider,
        int version,
        List<Method> methods,
        @Nullable MethodId usual) {
    public Wallet {
        methods = List.copyOf(methods);
        if (methods.isEmpty() != (usual == null))
            throw new IllegalArgumentException("one of the methods is the default, where there are any");
        if (usual != null && methods.stream().noneMatch(method -> method.id().equals(usual)))
            throw new IllegalArgumentException("the default is none of the methods");
    }

    /** Of a rider who never had a method. */
    public static Wallet empty(RiderId rider) {
        return new Wallet(rider, 0, List.of(), null);
    }

    public Optional<Method> find(MethodId id) {
        return methods.stream().filter(method -> method.id().equals(id)).findFirst();
    }

    /** As its rider sees it. */
    public MethodList view() {
        return new MethodList(methods.stream().map(this::view).toList());
    }

    /** @param method one of these */
    public MethodView view(Method method) {
        return method.view(method.id().equals(usual));
    }
}
