package io.tanda.web.json;

/**
 * Finds what looks like a payment card's number in a text: 13 to 19 digits of any script (ISO/IEC 7812), alone or in groups, whose check
 * digit fits (Luhn). Groups are parted by one space or dash of any kind, or by one other mark that is the same throughout: the degrees
 * of a place have a dot and a comma. People paste such things into any field; what is never kept cannot leak.
 */
final class CardNumbers {
    private static final int LEAST_DIGITS = 13;
    private static final int MOST_DIGITS = 19;
    private static final int NONE = -1;

    private final int[] text;

    private CardNumbers(String text) {
        this.text = text.codePoints().toArray();
    }

    static boolean in(String text) {
        return text.length() >= LEAST_DIGITS && new CardNumbers(text).found();
    }

    private boolean found() {
        for (int start = 0; start < text.length; start++) {
            // A number starts where a group of digits starts.
            if (digit(start) >= 0 && digit(start - 1) < 0 && startsAt(start)) return true;
        }
        return false;
    }

    /** Whether some whole groups from here on are a card number. */
    private boolean startsAt(int start) {
        int digits = 0;
        int mark = NONE;
        // Luhn doubles every second digit from the right: keep both sums, and take the one that fits the length.
        int doubledOdd = 0;
        int doubledEven = 0;
        for (int i = start; i < text.length; i++) {
            int digit = digit(i);
            if (digit < 0) {
                if (Character.isLetter(text[i]) || digit(i + 1) < 0) return false;
                if (isSpaceOrDash(text[i])) continue;
                if (mark != NONE && mark != text[i]) return false;
                mark = text[i];
                continue;
            }
            boolean odd = digits % 2 == 1;
            doubledOdd += odd ? doubled(digit) : digit;
            doubledEven += odd ? digit : doubled(digit);
            if (++digits > MOST_DIGITS) return false;
            boolean groupEnds = digit(i + 1) < 0;
            int sum = digits % 2 == 0 ? doubledEven : doubledOdd;
            if (groupEnds && digits >= LEAST_DIGITS && sum % 10 == 0) return true;
        }
        return false;
    }

    private static int doubled(int digit) {
        return digit > 4 ? 2 * digit - 9 : 2 * digit;
    }

    private static boolean isSpaceOrDash(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }

    /** The digit at an index; negative where there is none. */
    private int digit(int index) {
        return index < 0 || index >= text.length ? -1 : Character.digit(text[index], 10);
    }
}
