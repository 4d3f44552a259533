package io.tanda.notify;

import io.tanda.contract.notify.NotifyAddresses;
import io.tanda.notify.channel.KakaoTalkChannel;
import io.tanda.notify.channel.MailChannel;
import io.tanda.notify.channel.SmsChannel;
import io.tanda.notify.channel.WebhookChannel;
import io.tanda.notify.contact.Contacts;
import io.tanda.notify.delivery.Channel;
import io.tanda.notify.delivery.MySqlDeliveries;
import io.tanda.notify.delivery.Post;
import io.tanda.notify.notice.Notices;
import io.tanda.notify.words.Words;
import io.tanda.platform.BoundedContext;
import io.tanda.platform.Kit;
import io.tanda.platform.time.RealTime;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The wiring: which channels there are. */
final class NotifyModule {
    private NotifyModule() {}

    static BoundedContext wire(BoundedContext context, NotifyConfig config, Words words) {
        Kit kit = context.kit();
        InstantSource real = InstantSource.system();
        List<Channel> channels = channels(context.vertx(), config, real);
        Post post = new Post(
                RealTime.of(context.vertx()),
                new MySqlDeliveries(context.store()),
                channels,
                config.tries(),
                Duration.ofMinutes(config.tooOldMinutes()),
                words,
                config.language(),
                kit.clock(),
                real,
                kit.meters());
        Contacts contacts = new Contacts(
                context.store(),
                channels.stream().map(Channel::name).collect(Collectors.toSet()),
                config.plainWebhooks());
        return Notices.in(context, words, config.language(), real)
                .runs(post::start, () -> post.stop(context.vertx()))
                .purges(Post.OLD)
                .answers(NotifyAddresses.SET_CONTACT, contacts::set)
                .answers(NotifyAddresses.CONTACT, contacts::find);
    }

    private static List<Channel> channels(Vertx vertx, NotifyConfig config, InstantSource real) {
        List<Channel> channels = new ArrayList<>();
        channels.add(new WebhookChannel(vertx, config.plainWebhooks(), config.webhookSecret(), real));
        if (config.mail() != null) channels.add(new MailChannel(vertx, config.mail()));
        if (config.sms() != null) channels.add(new SmsChannel(vertx, config.sms()));
        if (config.kakaoTalk() != null) channels.add(new KakaoTalkChannel(vertx, config.kakaoTalk()));
        return channels;
    }
}
