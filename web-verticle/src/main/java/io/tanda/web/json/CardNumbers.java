package io.tanda.web.json;

/**
 * Finds what looks like a payment card's number in a text: 13 to 19 digits (ISO/IEC 7812), alone or in groups parted by one space or
 * dash, whose check digit fits (Luhn). People paste such things into any field; what is never kept cannot leak.
 */
final class CardNumbers {
    private static final int LEAST_DIGITS = 13;
    private static final int MOST_DIGITS = 19;

    private CardNumbers() {}

    static boolean in(String text) {
        if (text.length() < LEAST_DIGITS) return false;
        for (int start = 0; start < text.length(); start++) {
            // A number starts where a group of digits starts.
            if (digit(text, start) >= 0 && digit(text, start - 1) < 0 && startsAt(text, start)) return true;
        }
        return false;
    }

    /** Whether some whole groups from here on are a card number. */
    private static boolean startsAt(String text, int start) {
        int digits = 0;
        // Luhn doubles every second digit from the right: keep both sums, and take the one that fits the length.
        int doubledOdd = 0;
        int doubledEven = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = digit(text, i);
            if (digit < 0) {
                if (isSeparator(text.charAt(i)) && digit(text, i + 1) >= 0) continue;
                return false;
            }
            boolean odd = digits % 2 == 1;
            doubledOdd += odd ? doubled(digit) : digit;
            doubledEven += odd ? digit : doubled(digit);
            if (++digits > MOST_DIGITS) return false;
            boolean groupEnds = digit(text, i + 1) < 0;
            int sum = digits % 2 == 0 ? doubledEven : doubledOdd;
            if (groupEnds && digits >= LEAST_DIGITS && sum % 10 == 0) return true;
        }
        return false;
    }

    private static int doubled(int digit) {
        return digit > 4 ? 2 * digit - 9 : 2 * digit;
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '-';
    }

    /** The digit of any script at an index; negative where there is none. */
    private static int digit(String text, int index) {
        return index < 0 || index >= text.length() ? -1 : Character.digit(text.charAt(index), 10);
    }
}
