package io.tanda.seeded;

import io.tanda.contract.DriverId;
import io.tanda.contract.Money;
import io.tanda.contract.RideStatus;
import io.tanda.contract.RiderId;
import io.tanda.contract.payment.PaymentView;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each owner's row said when its journal had come to a version: what a follower that has come as far may say too, and nothing else. */
final class Sayings {
    /** What a row says of a ride. */
    sealed interface Said {}

    record Booked(@Nullable RiderId rider, @Nullable RideStatus status) implements Said {}

    /** @param fare absent: nobody was driven */
    record Driven(@Nullable DriverId driver, @Nullable Money fare) implements Said {}

    record Charged(
            PaymentView.@Nullable Status status, @Nullable Money paid) implements Said {}

    /** Of what is charged beside the fare. */
    record Beside(
            PaymentView.@Nullable Status status, @Nullable Money amount) implements Said {}

    private record Key(String context, UUID aggregate, int version) {}

    private final Map<Key, Said> said = new HashMap<>();

    void says(Owner<?> owner, UUID aggregate, int version, Said row) {
        said.put(new Key(owner.name(), aggregate, version), row);
    }

    /** Absent: two events became true together, and no row was between them. */
    Optional<Said> at(Owner<?> owner, UUID aggregate, int version) {
        return Optional.ofNullable(said.get(new Key(owner.name(), aggregate, version)));
    }
}
