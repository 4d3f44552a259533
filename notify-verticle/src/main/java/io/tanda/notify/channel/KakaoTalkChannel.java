package io.tanda.notify.channel;

import io.tanda.notify.NotifyConfig;
import io.tanda.notify.contact.ChannelNames;
import io.tanda.notify.delivery.Channel;
import io.tanda.notify.delivery.Handed;
import io.tanda.notify.delivery.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Locale;

/**
 * A KakaoTalk message of the kind AlimTalk, by a dealer over HTTP. Its texts are approved beforehand, under a code: the kind and role of the
 * notice and its language.
 */
public final class KakaoTalkChannel implements Channel {
    private final Provider provider;

    private record AlimTalk(String senderKey, String templateCode, List<Recipient> recipientList) {}

    private record Recipient(String recipientNo, String content) {}

    public KakaoTalkChannel(Vertx vertx, NotifyConfig.Provider config) {
        this.provider = new Provider(vertx, config);
    }

    @Override
    public String name() {
        return ChannelNames.KAKAOTALK;
    }

    @Override
    public boolean knowsKeys() {
        return true;
    }

    @Override
    public Future<Handed> hand(Message message) {
        String template = message.notice().role().name().toLowerCase(Locale.ROOT)
                + "." + message.notice().kind()
                + "." + message.language().tag();
        return provider.post(
                "/alimtalk/v1/messages",
                message.key(),
                new AlimTalk(provider.sender(), template, List.of(new Recipient(message.address(), message.text()))));
    }

    @Override
    public Future<Void> close() {
        return provider.close();
    }
}
