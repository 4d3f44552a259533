package io.tanda.notify.delivery;

/** What became of a try to hand a notice to its channel. */
public enum Handed {
    /** The channel has it. */
    TAKEN,
    /** It will never be taken: an address that is none, a text that is not wanted. */
    REFUSED,
    /** It was certainly not taken, and may be later. */
    NOT_NOW,
    /** It may have been taken. */
    NO_ANSWER
}
