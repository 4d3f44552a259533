package io.tanda.contract;

/**
 * Who is to be met, and how to reach him. Personal: no event carries it.
 *
 * @param firstName 1 to {@link #FIRST_NAME_MAX_CHARACTERS}
 */
public record Person(String firstName, Phone phone) {
    public static final int FIRST_NAME_MAX_CHARACTERS = 40;

    public Person {
        int characters = Characters.in(firstName);
        if (characters < 1 || characters > FIRST_NAME_MAX_CHARACTERS)
            throw new IllegalArgumentException("firstName must have 1 to " + FIRST_NAME_MAX_CHARACTERS + " characters");
    }

    /** Says nothing: it might be logged. */
    @Override
    public String toString() {
        return "Person";
    }
}
