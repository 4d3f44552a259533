package io.tanda.contract.history;

import io.tanda.contract.bus.Address;
import java.util.List;

/** What history is asked over the bus. */
public final class HistoryAddresses {
    public static final Address<RideSearch, HistoryPage> RIDES =
            Address.of("history.rides", RideSearch.class, HistoryPage.class);

    public static final Address<MyPage.Ask, MyPage> MY_PAGE =
            Address.of("history.my-page", MyPage.Ask.class, MyPage.class);

    public static final Address<ReceiptQuery, Receipt> RECEIPT =
            Address.of("history.receipt", ReceiptQuery.class, Receipt.class);

    public static final List<Address<?, ?>> ALL = List.of(RIDES, MY_PAGE, RECEIPT);

    private HistoryAddresses() {}
}
