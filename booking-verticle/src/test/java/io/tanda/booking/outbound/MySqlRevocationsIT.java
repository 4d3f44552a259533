package io.tanda.booking.outbound;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tanda.booking.application.RevokeTokens;
import io.tanda.contract.Actor;
import io.tanda.contract.CommandId;
import io.tanda.contract.Id;
import io.tanda.contract.Role;
import io.tanda.contract.booking.Revocations;
import io.tanda.contract.booking.Revocations.Entry;
import io.tanda.contract.bus.Audit;
import io.tanda.contract.bus.Reply;
import io.tanda.contract.bus.Request;
import io.tanda.platform.store.Store;
import io.tanda.platform.testing.TestStore;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith(VertxExtension.class)
class MySqlRevocationsIT {
    private Instant now = Instant.parse("2026-01-01T12:00:00.7Z");

    @Test
    void the_last_revocation_of_each_is_kept_and_all_are_told(Vertx vertx) {
        Store store = TestStore.open(vertx, "booking");
        List<Entry> told = new ArrayList<>();
        RevokeTokens tokens =
                new RevokeTokens(MySqlRevocations.commits(store), new MySqlRevocations(store), () -> now, told::add);
        UUID mary = Id.next();
        UUID joe = Id.next();
        Entry first = revoke(tokens, mary);
        assertThat(first.issuedUntil()).isEqualTo(Instant.parse("2026-01-01T12:00:00Z"));
        now = now.plusSeconds(60);
        Entry second = revoke(tokens, mary);
        now = now.plusSeconds(60);
        Entry others = revoke(tokens, joe);
        assertThat(done(await(tokens.all(request(new Revocations.ReadAll())))).items())
                .containsExactly(others, second);
        assertThat(told).containsExactly(first, second, others);
        assertThat(await(store.audit(new Audit.Read(null, null, mary, 10))))
                .extracting(Audit.Entry::act)
                .containsExactly("revoke-tokens", "revoke-tokens");
    }

    private static Entry revoke(RevokeTokens tokens, UUID subject) {
        return done(await(tokens.revoke(request(new Revocations.Revoke(subject, "his phone was stolen")))));
    }

    private static <C> Request<C> request(C body) {
        return new Request<>(CommandId.next(), new Actor(Role.OPERATOR, Id.next()), Instant.EPOCH, null, null, body);
    }

    private static <R> R done(Reply<R> reply) {
        if (reply instanceof Reply.Done<R> done) return done.value();
        throw new AssertionError(reply);
    }
}
