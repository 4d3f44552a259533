package io.tanda.contract.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the mailbox answers. */
public final class Mailbox {
    private Mailbox() {}

    /** @param next the last of this page; absent on the last page */
    public record Page(List<MessageView> items, @Nullable MessageView next) {}

    public record Unread(int unread) {}
}
