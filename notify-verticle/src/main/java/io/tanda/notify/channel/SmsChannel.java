package io.tanda.notify.channel;

import io.tanda.notify.NotifyConfig;
import io.tanda.notify.contact.ChannelNames;
import io.tanda.notify.delivery.Channel;
import io.tanda.notify.delivery.Handed;
import io.tanda.notify.delivery.Message;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** An SMS, by a provider over HTTP. */
public final class SmsChannel implements Channel {
    private final Provider provider;

    private record Sms(String from, String to, String text) {}

    public SmsChannel(Vertx vertx, NotifyConfig.Provider config) {
        this.provider = new Provider(vertx, config);
    }

    @Override
    public String name() {
        return ChannelNames.SMS;
    }

    @Override
    public boolean knowsKeys() {
        return true;
    }

    @Override
    public Future<Handed> hand(Message message) {
        return provider.post(
                "/v1/messages", message.key(), new Sms(provider.sender(), message.address(), message.text()));
    }

    @Override
    public Future<Void> close() {
        return provider.close();
    }
}
