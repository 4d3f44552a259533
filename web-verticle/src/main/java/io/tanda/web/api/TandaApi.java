package io.tanda.web.api;

import io.tanda.platform.bus.Bus;
import io.tanda.web.http.Answer;
import io.tanda.web.http.Api;
import io.tanda.web.http.Call;
import io.vertx.core.Future;

/** Which code answers which operation; the compiler sees to it that none is forgotten. */
public final class TandaApi implements Api {
    private final BookingsApi bookings;
    private final DriversApi drivers;
    private final RecordsApi records;
    private final FleetApi fleet;
    private final DocumentsApi documents = new DocumentsApi();

    public TandaApi(Bus bus) {
        Asking asking = new Asking(bus);
        bookings = new BookingsApi(asking);
        drivers = new DriversApi(asking);
        records = new RecordsApi(asking);
        fleet = new FleetApi(asking);
    }

    @Override
    public Future<Answer> answer(Call call) {
        return switch (call.operation()) {
            case REQUEST_BOOKING -> bookings.request(call);
            case LIST_BOOKINGS -> bookings.list(call);
            case GET_BOOKING -> bookings.get(call);
            case CANCEL_BOOKING -> bookings.cancel(call);
            case FOLLOW_BOOKING -> bookings.follow(call);
            case ESTIMATE_RIDE -> bookings.estimate(call);
            case SET_DUTY -> drivers.setDuty(call);
            case GET_DUTY -> drivers.duty(call);
            case REPORT_POSITIONS -> drivers.positions(call);
            case GET_MY_RIDE -> drivers.ride(call);
            case LIST_MY_OFFERS -> drivers.offers(call);
            case FOLLOW_DRIVER -> drivers.follow(call);
            case ACCEPT_OFFER -> drivers.acceptOffer(call);
            case DECLINE_OFFER -> drivers.declineOffer(call);
            case LIST_CALLS -> drivers.calls(call);
            case ACCEPT_CALL -> drivers.acceptCall(call);
            case ARRIVE -> drivers.arrive(call);
            case PICK_UP -> drivers.pickUp(call);
            case DROP_OFF -> drivers.dropOff(call);
            case GIVE_BACK_RIDE -> drivers.giveBack(call);
            case GET_PAYMENT -> records.payment(call);
            case SEARCH_RIDES -> records.rides(call);
            case LIST_NOTIFICATIONS -> records.notifications(call);
            case REGISTER_DRIVER -> fleet.registerDriver(call);
            case LIST_DRIVERS -> fleet.drivers(call);
            case REGISTER_TAXI -> fleet.registerTaxi(call);
            case LIST_TAXIS -> fleet.taxis(call);
            case REPORT_FLEET_POSITIONS -> fleet.positions(call);
            case GET_CONTRACT -> documents.contract();
            case EXPLAIN_PROBLEM -> documents.explain(call);
        };
    }
}
