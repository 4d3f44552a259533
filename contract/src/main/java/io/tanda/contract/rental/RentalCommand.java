package io.tanda.contract.rental;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tanda.contract.DriverId;
import io.tanda.contract.OrderId;
import io.tanda.contract.ProductId;

/** What drivers do with the depot's equipment (E2, E3). The order is found only where it is the driver's. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "command")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RentalCommand.PlaceOrder.class, name = "place-order"),
    @JsonSubTypes.Type(value = RentalCommand.CancelOrder.class, name = "cancel-order"),
    @JsonSubTypes.Type(value = RentalCommand.ReturnItems.class, name = "return-items")
})
public sealed interface RentalCommand {
    /** Items of one order: a fleet's worth of card readers. */
    int MOST_ITEMS = 1_000;

    OrderId order();

    DriverId driver();

    /** @param order minted by who asks @param quantity items, 1 to {@link #MOST_ITEMS} */
    record PlaceOrder(OrderId order, DriverId driver, ProductId product, int quantity) implements RentalCommand {}

    record CancelOrder(OrderId order, DriverId driver) implements RentalCommand {}

    /** All items of the order are back at the depot. */
    record ReturnItems(OrderId order, DriverId driver) implements RentalCommand {}
}
