package io.tanda.notify.channel;

import static io.tanda.platform.testing.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tanda.contract.Money;
import io.tanda.contract.RideId;
import io.tanda.contract.Role;
import io.tanda.contract.notify.Language;
import io.tanda.messages.SimulatedProviders;
import io.tanda.messages.SimulatedProviders.Fault;
import io.tanda.messages.SimulatedProviders.Taken;
import io.tanda.notify.NotifyConfig;
import io.tanda.notify.delivery.Channel;
import io.tanda.notify.delivery.Handed;
import io.tanda.notify.delivery.Message;
import io.tanda.notify.notice.Details;
import io.tanda.notify.notice.Notice;
import io.tanda.platform.ops.Settings;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each way out of the house keeps to, over real HTTP and SMTP. */
@Tag("A12")
@SuppressWarnings("NullAway.Init")
final class ChannelsIT {
    private static final String TEXT = "운행이 끝났습니다.";
    private static final String SECRET = "a secret of thirty-two characters";
    /** printf %s 127.0.0.1 | openssl dgst -sha256 -hmac "a secret of thirty-two characters" */
    private static final String KEY_OF_LOOPBACK = "00cfc287f024d4c43dc4f1e356f58565696a0df989317d25ddaabc629fef9f0a";

    private static final String CLOSED = "http://127.0.0.1:1";

    private final Vertx vertx = Vertx.vertx();
    private final SimulatedProviders providers = new SimulatedProviders(vertx);
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private String url;

    @BeforeEach
    void start() {
        url = await(providers.listen(0));
        mail.start();
    }

    @AfterEach
    void stop() {
        mail.stop();
        await(providers.close());
        await(vertx.close());
    }

    /** Over HTTP, under keys. */
    private enum Kind {
        WEBHOOK,
        SMS,
        KAKAOTALK
    }

    private Channel channel(Kind kind, String at) {
        NotifyConfig.Provider config = new NotifyConfig.Provider(URI.create(at), SimulatedProviders.TOKEN, "tanda");
        return switch (kind) {
            case WEBHOOK -> webhook(true, SECRET, InstantSource.system());
            case SMS -> new SmsChannel(vertx, config);
            case KAKAOTALK -> new KakaoTalkChannel(vertx, config);
        };
    }

    private Channel webhook(boolean plain, String secret, InstantSource real) {
        return new WebhookChannel(vertx, plain, secret, real);
    }

    private Message message(Kind kind, String at) {
        return message(kind == Kind.WEBHOOK ? at + "/hooks/kim" : "+821012345678");
    }

    private static Message message(String address) {
        Notice notice = new Notice(
                7,
                UUID.randomUUID(),
                Role.RIDER,
                RideId.next(),
                "booking.ride-completed.v1",
                Instant.parse("2026-01-01T12:00:00Z"),
                new Details(null, null, Money.usd(1_250)));
        return new Message(UUID.randomUUID().toString(), address, Language.KOREAN, notice, "Tanda", TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void a_message_is_taken_once_for_its_key(Kind kind) {
        Channel channel = channel(kind, url);
        Message message = message(kind, url);
        assertThat(await(channel.hand(message))).isEqualTo(Handed.TAKEN);
        assertThat(await(channel.hand(message))).isEqualTo(Handed.TAKEN);
        assertThat(providers.taken()).singleElement().satisfies(taken -> {
            assertThat(taken.channel()).isEqualTo(channel.name());
            assertThat(taken.key()).isEqualTo(message.key());
            assertThat(taken.calls()).isEqualTo(2);
            assertThat(taken.body().encode()).contains(TEXT);
        });
        assertThat(channel.knowsKeys()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void a_busy_a_silent_and_an_unwilling_one_are_told_apart(Kind kind) {
        Channel channel = channel(kind, url);
        Message message = message(kind, url);
        providers.fail(Fault.BUSY, Fault.TAKEN_AND_SILENT, Fault.REFUSED);
        assertThat(await(channel.hand(message))).isEqualTo(Handed.NO_ANSWER);
        assertThat(await(channel.hand(message))).isEqualTo(Handed.NO_ANSWER);
        assertThat(await(channel.hand(message(kind, url)))).isEqualTo(Handed.REFUSED);
        assertThat(await(channel.hand(message))).isEqualTo(Handed.TAKEN);
        assertThat(providers.taken()).extracting(Taken::calls).containsExactly(2);
    }

    @ParameterizedTest
    @EnumSource
    void where_nobody_listens_nothing_was_taken(Kind kind) {
        assertThat(await(channel(kind, CLOSED).hand(message(kind, CLOSED)))).isEqualTo(Handed.NOT_NOW);
    }

    @Test
    void a_webhook_is_told_what_happened_in_words() {
        Message message = message(Kind.WEBHOOK, url);
        await(channel(Kind.WEBHOOK, url).hand(message));
        var body = providers.taken().getFirst().body();
        assertThat(body.getString("id")).isEqualTo(message.key());
        assertThat(body.getString("kind")).isEqualTo("booking.ride-completed.v1");
        assertThat(body.getString("ride")).isEqualTo(message.notice().ride().toString());
        assertThat(body.getString("role")).isEqualTo("rider");
        assertThat(body.getString("at")).isEqualTo("2026-01-01T12:00:00Z");
        assertThat(body.getString("language")).isEqualTo("ko");
        assertThat(body.getString("text")).isEqualTo(TEXT);
    }

    @Test
    void a_webhook_knows_our_notices_by_their_signature() {
        providers.signedBy(KEY_OF_LOOPBACK);
        Message message = message(Kind.WEBHOOK, url);
        assertThat(await(channel(Kind.WEBHOOK, url).hand(message))).isEqualTo(Handed.TAKEN);
        assertThat(providers.taken()).hasSize(1);
    }

    @Test
    void a_notice_under_another_secret_or_of_another_time_or_unsigned_is_not_taken() {
        providers.signedBy(KEY_OF_LOOPBACK);
        InstantSource now = InstantSource.system();
        InstantSource slow = InstantSource.offset(now, Duration.ofMinutes(-6));
        for (Channel forged : List.of(
                webhook(true, "another secret of forty characters", now),
                webhook(true, SECRET, slow),
                webhook(true, "", now)))
            assertThat(await(forged.hand(message(Kind.WEBHOOK, url)))).isEqualTo(Handed.REFUSED);
        assertThat(providers.taken()).isEmpty();
    }

    @Test
    void a_host_is_known_by_a_key_of_its_own_however_its_name_is_written() {
        WebhookSignature signature = new WebhookSignature(SECRET);
        assertThat(signature.keyOf("127.0.0.1")).isEqualTo(KEY_OF_LOOPBACK);
        assertThat(signature.keyOf("Hooks.example.org"))
                .isEqualTo(signature.keyOf("hooks.example.org"))
                .isNotEqualTo(signature.keyOf("example.org"));
    }

    @Test
    void a_short_secret_is_refused_at_the_start() {
        Settings settings =
                Settings.of(Map.of("kafka.bootstrap", "127.0.0.1:9092", "notify.webhook.secret", "too short"));
        NotifyConfig.of(settings);
        assertThatThrownBy(settings::check).hasMessageContaining("notify.webhook.secret is too short");
    }

    @Test
    void a_kakaotalk_message_names_the_approved_text() {
        await(channel(Kind.KAKAOTALK, url).hand(message(Kind.KAKAOTALK, url)));
        assertThat(providers.taken().getFirst().body().getString("templateCode"))
                .isEqualTo("rider.booking.ride-completed.v1.ko");
    }

    @Test
    void a_webhook_in_a_network_of_our_own_is_not_called() {
        Channel channel = webhook(false, SECRET, InstantSource.system());
        assertThat(await(channel.hand(message(Kind.WEBHOOK, url)))).isEqualTo(Handed.REFUSED);
        assertThat(providers.taken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "::1",
                "fe80::1",
                "fd00::1",
                "::ffff:10.1.2.3"
            })
    void an_address_of_our_own_is_not_public(String address) throws UnknownHostException {
        assertThat(WebhookChannel.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "100.128.0.1"})
    void another_is(String address) throws UnknownHostException {
        assertThat(WebhookChannel.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void a_letter_is_in_the_receivers_language_and_says_by_its_id_which_notice_it_is() throws Exception {
        Channel channel = mailChannel(mail.getSmtp().getPort());
        Message message = message("kim@example.org");
        assertThat(await(channel.hand(message))).isEqualTo(Handed.TAKEN);
        assertThat(mail.waitForIncomingEmail(1)).isTrue();
        var letter = mail.getReceivedMessages()[0];
        assertThat(letter.getHeader("Message-ID")[0]).isEqualTo("<" + message.key() + "@tanda.example>");
        assertThat(letter.getHeader("Content-Language")[0]).isEqualTo("ko");
        assertThat(letter.getAllRecipients()[0]).hasToString("kim@example.org");
        assertThat(String.valueOf(letter.getContent())).contains(TEXT);
        assertThat(channel.knowsKeys()).isFalse();
    }

    @Test
    void a_mail_server_that_is_away_has_taken_nothing() {
        assertThat(await(mailChannel(1).hand(message("kim@example.org")))).isEqualTo(Handed.NOT_NOW);
    }

    private Channel mailChannel(int port) {
        return new MailChannel(vertx, new NotifyConfig.Mail("127.0.0.1", port, false, "", "", "rides@tanda.example"));
    }
}
