package io.tanda.platform.ops;

import io.tanda.platform.bus.AskFailed;
import io.tanda.platform.commit.CommitFailed;

/** A failure, classified once; what was refused by a rule is a value and never comes here. */
public enum FailureClass {
    /** Somebody was faster, again and again: try later. */
    CONFLICT,
    /** It may have happened: ask again with the same id. */
    UNKNOWN,
    /** Something this needs is down: nothing happened. */
    UNAVAILABLE,
    /** Too much at once: nothing happened. */
    OVERLOADED,
    BUG;

    public static FailureClass of(Throwable failure) {
        return switch (failure) {
            case CommitFailed commit ->
                switch (commit) {
                    case CommitFailed.Stale stale -> CONFLICT;
                    case CommitFailed.Duplicate duplicate -> BUG;
                    case CommitFailed.AlreadyDone done -> BUG;
                    case CommitFailed.Unknown unknown -> UNKNOWN;
                    case CommitFailed.Unavailable unavailable -> UNAVAILABLE;
                    case CommitFailed.Overloaded overloaded -> OVERLOADED;
                    case CommitFailed.Invalid invalid -> BUG;
                };
            case AskFailed ask ->
                switch (ask.kind()) {
                    case NOBODY_THERE, UNAVAILABLE -> UNAVAILABLE;
                    case OVERLOADED -> OVERLOADED;
                    case CONFLICT -> CONFLICT;
                    case UNKNOWN -> UNKNOWN;
                    case BUG -> BUG;
                };
            case null, default -> BUG;
        };
    }
}
