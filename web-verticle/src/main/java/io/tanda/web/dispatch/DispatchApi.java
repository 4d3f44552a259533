package io.tanda.web.dispatch;

import io.tanda.platform.Kit;
import io.tanda.web.api.Asking;
import io.tanda.web.api.Part;
import io.tanda.web.http.Operation;
import io.tanda.web.stream.StreamLimits;
import io.tanda.web.stream.Streams;
import java.util.List;
import java.util.stream.Stream;

/** What dispatch shows: to drivers, to whoever asks for an estimate, and to operators. */
public final class DispatchApi {
    private DispatchApi() {}

    public static Part part(Kit kit, Asking asking, StreamLimits limits) {
        Streams streams = new Streams(new DriverSource(kit.bus(), kit.clock()), limits, kit.meters());
        List<Operation> operations = Stream.of(
                        new DriversApi(asking, streams).operations(),
                        new RidesApi(asking).operations(),
                        new PeopleApi(asking).operations(),
                        new FleetApi(asking).operations())
                .flatMap(List::stream)
                .toList();
        return new Part("dispatch", operations, List.of(streams));
    }
}
