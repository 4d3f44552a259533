package io.tanda.launcher;

import io.tanda.contract.Context;
import io.tanda.contract.Contexts;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every key of a setting, whichever process reads it: one that is not here is a mistake. {@code conf/tanda.properties} explains them. */
final class SettingKeys {
    private static final Set<String> OF_EVERY_STORE = Set.of("pool", "waiting", "group");

    private static final Set<String> OTHERS = Set.of(
            "profile",
            "verticles",
            "mysql.url",
            "mysql.tls",
            "mysql.ca",
            "kafka.bootstrap",
            "kafka.security",
            "kafka.mechanism",
            "kafka.user",
            "kafka.password",
            "kafka.ca",
            "kafka.partitions",
            "kafka.replication",
            "kafka.instance",
            "http.host",
            "http.port",
            "cors.origins",
            "http.rate.caller",
            "http.rate.operator",
            "http.rate.denied.address",
            "http.rate.denied",
            "pages.dir",
            "city.zone",
            "city.currency",
            "city.locale",
            "city.bounds",
            "map.tiles",
            "map.tiles.attribution",
            "keys.dir",
            "tokens.jwks",
            "tokens.refresh.seconds",
            "tokens.issuer",
            "oidc.issuer",
            "oidc.client.id",
            "oidc.client.secret",
            "oidc.redirect",
            "oidc.scopes",
            "management.host",
            "management.port",
            "gateway.url",
            "payment.gateway.timeout.millis",
            "payment.gateway.http.timeout.millis",
            "payment.gateway.connections",
            "payment.gateway.breaker.failures",
            "payment.gateway.breaker.reset.millis",
            "payment.gateway.key.hours",
            "payment.commission.per.mille",
            "payment.verification.currency",
            "payment.verification.minor.units",
            "booking.cancel.free.seconds",
            "booking.cancel.fee",
            "booking.no-show.fee",
            "booking.method.required",
            "booking.expire.seconds",
            "booking.outage.seconds",
            "booking.admission.searches",
            "booking.admission.evidence.seconds",
            "booking.admission.probe.seconds",
            "areas.file",
            "rides.longest-km",
            "fares.tariffs",
            "roads.map",
            "roads.speeds",
            "roads.cache",
            "dispatch.offers.first-round",
            "dispatch.offers.max-round",
            "dispatch.offers.round-millis",
            "dispatch.offers.offer-millis",
            "dispatch.offers.first-radius-meters",
            "dispatch.offers.max-radius-meters",
            "dispatch.rides.no-show-seconds",
            "dispatch.rides.top-speed-kmh",
            "dispatch.rides.collect-seconds",
            "dispatch.max-taxis",
            "notify.language",
            "notify.tries",
            "notify.too-old.minutes",
            "notify.webhook.plain",
            "notify.webhook.secret",
            "notify.mail.host",
            "notify.mail.port",
            "notify.mail.tls",
            "notify.mail.user",
            "notify.mail.password",
            "notify.mail.from",
            "notify.sms.url",
            "notify.sms.token",
            "notify.sms.sender",
            "notify.kakaotalk.url",
            "notify.kakaotalk.token",
            "notify.kakaotalk.sender",
            "cluster.members",
            "cluster.dns",
            "cluster.host",
            "cluster.advertised",
            "cluster.port",
            "cluster.bus.port",
            "cluster.tls.cert",
            "cluster.tls.key",
            "cluster.tls.ca",
            "bus.questions",
            "traces.otlp",
            "traces.sample",
            "log.format",
            "shutdown.drain.millis",
            "clock.file");

    static final Set<String> ALL = Stream.concat(
                    OTHERS.stream(),
                    Contexts.ALL.stream()
                            .filter(Context::stored)
                            .flatMap(context -> OF_EVERY_STORE.stream().map(key -> context + ".store." + key)))
            .collect(Collectors.toUnmodifiableSet());

    /** Every user of a machine can read the arguments of its processes. */
    static final Set<String> SECRET = Set.of(
            "mysql.url",
            "kafka.password",
            "notify.webhook.secret",
            "notify.mail.password",
            "notify.sms.token",
            "notify.kakaotalk.token");

    private SettingKeys() {}
}
