package io.tanda.notify.contact;

/** What the column {@code channel} holds, and meters and settings say. */
public final class ChannelNames {
    public static final String WEBHOOK = "webhook";
    public static final String MAIL = "mail";
    public static final String SMS = "sms";
    public static final String KAKAOTALK = "kakaotalk";

    private ChannelNames() {}
}
