package io.tanda.web.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Content types, as far as an API with one form of each thing needs them (RFC 9110, 12.5.1). */
final class Negotiation {
    private Negotiation() {}

    /** @param accept null = anything @param offered {@code type/subtype}, lower case */
    static boolean accepts(@Nullable String accept, String offered) {
        if (accept == null || accept.isBlank()) return true;
        String wholeType = offered.substring(0, offered.indexOf('/')) + "/*";
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            String type = parts[0].strip();
            if (type.equals(offered) || type.equals(wholeType) || type.equals("*/*")) {
                if (!isRuledOut(parts)) return true;
            }
        }
        return false;
    }

    private static boolean isRuledOut(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            if (parts[i].strip().matches("q=0(\\.0*)?")) return true;
        }
        return false;
    }

    static boolean isJson(@Nullable String contentType) {
        if (contentType == null) return false;
        if (contentType.equals("application/json")) return true;
        String[] parts = contentType.toLowerCase(Locale.ROOT).split(";");
        if (!parts[0].strip().equals("application/json")) return false;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) return false;
        }
        return true;
    }
}
