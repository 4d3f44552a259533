package io.tanda.contract.message;

import io.tanda.contract.bus.Act;
import java.util.UUID;

/** An operator has all that somebody wrote and was written destroyed: the keys are, so that no copy can be read any more. */
public record EraseConversations(UUID about, String reason) implements Act {
    @Override
    public String act() {
        return "erase-conversations";
    }

    /** @param conversations whose keys are gone, this time */
    public record Erased(UUID person, int conversations) {}
}
