package io.tanda.seeded;

import io.tanda.contract.Contexts;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.bus.AskFailed;
import io.tanda.platform.ops.FailureClass;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Questions between lives of instances, and of people to them: any living instance may be asked, and what is on its way may be lost. */
final class FakeBus {
    private static final int TRIES = 3;
    private static final long MICROS_PER_MILLI = 1_000;

    private final City city;

    FakeBus(City city) {
        this.city = city;
    }

    /**
     * The same id on each try.
     *
     * @param asker null: a person
     * @return fails as {@link AskFailed}
     */
    <C, R> Future<Reply<R>> ask(@Nullable Life asker, Address<C, R> address, Request<C> request) {
        Promise<Reply<R>> answered = Promise.promise();
        ask(asker, address, request, answered, 1);
        return answered.future();
    }

    private <C, R> void ask(
            @Nullable Life asker, Address<C, R> address, Request<C> request, Promise<Reply<R>> answered, int attempt) {
        long limit = (address.tryLimitMillis() * MICROS_PER_MILLI) << (attempt - 1);
        Agenda.Entry late = city.agenda()
                .after(
                        limit,
                        asker,
                        "waits no longer",
                        address.name(),
                        () -> missed(asker, address, request, answered, attempt));
        int copies = city.chance().happens(city.weather().duplicated()) ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            if (city.chance().happens(city.weather().lost())) continue;
            city.agenda()
                    .after(
                            city.trip(),
                            null,
                            "is asked",
                            address.name(),
                            () -> arrive(asker, address, request, answered, late));
        }
    }

    private <C, R> void missed(
            @Nullable Life asker, Address<C, R> address, Request<C> request, Promise<Reply<R>> answered, int attempt) {
        if (attempt < TRIES) ask(asker, address, request, answered, attempt + 1);
        else answered.tryFail(new AskFailed(AskFailed.Kind.UNKNOWN, "no answer from " + address));
    }

    private <C, R> void arrive(
            @Nullable Life asker,
            Address<C, R> address,
            Request<C> request,
            Promise<Reply<R>> answered,
            Agenda.Entry late) {
        Optional<Life> there = site(address).anyLife();
        if (there.isEmpty()) return;
        there.get().answer(address, request).onComplete(done -> {
            if (done.failed()) {
                if (FailureClass.of(done.cause()) == FailureClass.BUG)
                    city.promises().stuck(address.name(), done.cause());
                return;
            }
            if (city.chance().happens(city.weather().lost())) return;
            city.agenda().after(city.trip(), asker, "is answered", address.name(), () -> {
                late.cancel();
                answered.tryComplete(done.result());
            });
        });
    }

    private Site<?> site(Address<?, ?> address) {
        String context = address.name().substring(0, address.name().indexOf('.'));
        if (context.equals(Contexts.BOOKING.name())) return city.booking();
        return context.equals(Contexts.DISPATCH.name()) ? city.dispatch() : city.payment();
    }
}
