package io.tanda.platform.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Contexts;
import io.tanda.contract.Role;
import io.tanda.contract.Wire;
import io.tanda.contract.booking.SearchEnded;
import io.tanda.contract.bus.Address;
import io.tanda.contract.bus.Nudge;
import io.tanda.contract.bus.Refusal;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.contract.testing.Samples;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Everything that is sent over the bus arrives in another process as it was sent: encoded, carried as bytes, decoded. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoundTripTest {
    private static final Envelope.Codec CODEC = new Envelope.Codec();

    @TestFactory
    Stream<DynamicTest> every_command_and_query_of_every_address_crosses() {
        return Contexts.ADDRESSES.stream()
                .flatMap(address -> leaves(address.command())
                        .map(type -> DynamicTest.dynamicTest(
                                address + " " + type.getSimpleName(), () -> requestCrosses(address, type))));
    }

    @TestFactory
    Stream<DynamicTest> every_reply_of_every_address_crosses() {
        return Contexts.ADDRESSES.stream()
                .flatMap(address -> leaves(address.reply())
                        .map(type -> DynamicTest.dynamicTest(
                                address + " " + type.getSimpleName(), () -> replyCrosses(address, type))));
    }

    @Test
    void a_refusal_crosses() {
        WireForm<?, ?> form = new WireForm<>(Contexts.ADDRESSES.getFirst());
        for (Refusal refusal : Refusal.values()) {
            Reply<?> reply = Reply.refused(refusal, "because");
            assertThat(form.reply(carried(form.envelope(reply)))).isEqualTo(reply);
        }
        Reply<?> later = new Reply.Refused<>(Refusal.NO_TAXIS_IN_AREA, "because", 7);
        assertThat(form.reply(carried(form.envelope(later)))).isEqualTo(later);
    }

    @Test
    void a_nudge_crosses() {
        byte[] json = carried(Envelope.of(Samples.NUDGE, Wire::encode));
        assertThat(Wire.decode(json, Nudge.class)).isEqualTo(Samples.NUDGE);
    }

    @Test
    void what_all_are_told_crosses() {
        byte[] json = carried(Envelope.of(Samples.SEARCH_ENDED, Wire::encode));
        assertThat(Wire.decode(json, SearchEnded.BROADCAST.type())).isEqualTo(Samples.SEARCH_ENDED);
    }

    private static <C, R> void requestCrosses(Address<C, R> address, Class<?> type) {
        WireForm<C, R> form = new WireForm<>(address);
        Request<C> request = new Request<>(
                CommandId.next(),
                new Actor(Role.DRIVER, UUID.randomUUID()),
                Instant.parse("2026-01-01T00:00:00.123456Z"),
                "fingerprint",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                address.command().cast(sample(Samples.COMMANDS, type)));
        assertThat(form.request(carried(form.envelope(request)))).isEqualTo(request);
    }

    private static <C, R> void replyCrosses(Address<C, R> address, Class<?> type) {
        WireForm<C, R> form = new WireForm<>(address);
        R value = address.reply().cast(sample(Samples.REPLIES, type));
        for (Reply<R> reply : List.of(Reply.done(value), Reply.replayed(value)))
            assertThat(form.reply(carried(form.envelope(reply)))).isEqualTo(reply);
    }

    private static Object sample(List<Object> samples, Class<?> type) {
        return samples.stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError(type + " crosses the bus and has no sample"));
    }

    /** As the cluster does: bytes among other bytes. */
    private static byte[] carried(Envelope envelope) {
        Buffer buffer = Buffer.buffer("before");
        int position = buffer.length();
        CODEC.encodeToWire(buffer, envelope);
        return CODEC.decodeFromWire(position, buffer).open(json -> json);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Arrays.stream(permitted).flatMap(RoundTripTest::leaves);
    }
}
