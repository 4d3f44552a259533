package io.tanda.architecture.offenders;

/** Keeps B99, of which docs/rules.md knows nothing. */
final class LawOfItsOwn {
    // Neither does it know of R98.
    static final String TEXT = "A97 in a text is no rule // nor is A96";

    void what_R97_says() {}
}
