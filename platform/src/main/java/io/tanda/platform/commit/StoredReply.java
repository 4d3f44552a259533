package io.tanda.platform.commit;

import org.jspecify.annotations.Nullable;

/**
 * What a command was answered, kept 48 h with its id.
 *
 * @param fingerprint of the request it was given for; absent where the asker gave none
 * @param json the answer
 */
public record StoredReply(@Nullable String fingerprint, String json) {}
