package io.tanda.notify.channel;

import io.tanda.notify.NotifyConfig;
import io.tanda.notify.contact.ChannelNames;
import io.tanda.notify.delivery.Channel;
import io.tanda.notify.delivery.Handed;
import io.tanda.notify.delivery.Message;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;

/** A letter by SMTP, which knows no keys: one of which nobody knows whether it was taken is not sent again. */
public final class MailChannel implements Channel {
    private static final int CONNECTIONS = 16;
    private static final int TIMEOUT_MILLIS = 5_000;

    private final MailClient mail;
    private final String from;
    private final String domain;

    public MailChannel(Vertx vertx, NotifyConfig.Mail config) {
        MailConfig options = new MailConfig()
                .setHostname(config.host())
                .setPort(config.port())
                .setStarttls(config.tls() ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setMaxPoolSize(CONNECTIONS);
        options.setConnectTimeout(TIMEOUT_MILLIS);
        if (config.user().isBlank()) options.setLogin(LoginOption.DISABLED);
        else options.setLogin(LoginOption.REQUIRED).setUsername(config.user()).setPassword(config.password());
        mail = MailClient.create(vertx, options);
        from = config.from();
        domain = from.substring(from.indexOf('@') + 1);
    }

    @Override
    public String name() {
        return ChannelNames.MAIL;
    }

    @Override
    public boolean knowsKeys() {
        return false;
    }

    @Override
    public Future<Handed> hand(Message message) {
        MailMessage letter = new MailMessage()
                .setFrom(from)
                .setTo(message.address())
                .setSubject(message.subject())
                .setText(message.text())
                .setHeaders(MultiMap.caseInsensitiveMultiMap()
                        .add("Message-ID", "<" + message.key() + "@" + domain + ">")
                        .add("Content-Language", message.language().tag()));
        return mail.sendMail(letter)
                .map(Handed.TAKEN)
                .otherwise(failure -> failure instanceof SMTPException answer
                        ? answer.isPermanent() ? Handed.REFUSED : Handed.NOT_NOW
                        : Answers.of(failure));
    }

    @Override
    public Future<Void> close() {
        return mail.close();
    }
}
