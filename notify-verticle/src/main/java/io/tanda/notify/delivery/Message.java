package io.tanda.notify.delivery;

import io.tanda.contract.notify.Language;
import io.tanda.notify.notice.Notice;

/**
 * A notice as it goes out.
 *
 * @param key the same for each try, and for no other notice or channel
 * @param address where to, as its receiver gave it
 */
public record Message(String key, String address, Language language, Notice notice, String subject, String text) {
    /** Address and text stay out of logs. */
    @Override
    public String toString() {
        return "Message[key=" + key + ", about=" + notice.about() + ", kind=" + notice.kind() + "]";
    }
}
