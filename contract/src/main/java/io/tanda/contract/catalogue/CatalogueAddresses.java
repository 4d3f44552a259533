package io.tanda.contract.catalogue;

import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Journal;
import java.util.List;

/** What the catalogue is asked over the bus. */
public final class CatalogueAddresses {
    public static final Address<CatalogueCommand, ProductView> COMMANDS =
            Address.of("catalogue.commands", CatalogueCommand.class, ProductView.class);
    public static final Address<ProductQuery, ProductPage> PRODUCTS =
            Address.of("catalogue.products", ProductQuery.class, ProductPage.class);
    public static final Address<Journal.Read, Journal.Events> JOURNAL = Journal.of("catalogue");

    public static final List<Address<?, ?>> ALL = List.of(COMMANDS, PRODUCTS, JOURNAL);

    private CatalogueAddresses() {}
}
