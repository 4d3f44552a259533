package io.tanda.web.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.regex.Pattern;

/** Content types, as far as an API with one form of each thing needs them (RFC 9110, 12.5.1). */
final class MediaTypes {
    static final String JSON = "application/json";
    static final String EVENTS = "text/event-stream";
    static final String HTML = "text/html";

    static final String EXPECTED = "must be media types, such as application/json, */*;q=0.1";

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String PARAMETER = TOKEN + "=(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*+\")";
    /** The star alone is no media type; some clients have always sent it. */
    private static final String RANGE = TOKEN + "(?:/" + TOKEN + ")?+(?:[ \\t]*+;[ \\t]*+(?:" + PARAMETER + ")?+)*+";

    private static final Pattern ONE = Pattern.compile(RANGE);
    private static final Pattern LIST = Pattern.compile("(?:[ \\t]*+(?:" + RANGE + ")?+[ \\t]*+(?:,|\\z))*+");

    private MediaTypes() {}

    /** Whether what a client would take can be read at all; the router's own reading fails over half a quoted text. */
    static boolean isReadable(String accept) {
        return LIST.matcher(accept).matches();
    }

    /** @param offered {@code type/subtype}, lower case */
    static boolean accepts(RoutingContext context, String offered) {
        String accept = context.request().getHeader(HttpHeaders.ACCEPT);
        if (accept == null || accept.isBlank() || accept.equals("*/*") || isFirst(accept, offered)) return true;
        for (MIMEHeader range : context.parsedHeaders().accept()) {
            // The router's own choice takes a type that is ruled out by q=0.
            if (range.weight() > 0 && covers(range, offered)) return true;
        }
        return false;
    }

    /** As nearly every client writes it: then nothing needs to be parsed. */
    private static boolean isFirst(String accept, String offered) {
        return accept.startsWith(offered)
                && (accept.length() == offered.length() || accept.charAt(offered.length()) == ',');
    }

    private static boolean covers(MIMEHeader range, String offered) {
        String type = offered.substring(0, offered.indexOf('/'));
        boolean whole = range.subComponent().equals("*")
                && (range.component().equals("*") || range.component().equals(type));
        return whole || range.mediaType().equalsIgnoreCase(offered);
    }

    static boolean isJson(RoutingContext context) {
        String declared = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (declared == null) return false;
        if (declared.equals(JSON)) return true;
        if (!ONE.matcher(declared).matches()) return false;
        MIMEHeader type = context.parsedHeaders().contentType();
        String charset = type.parameter("charset");
        return type.mediaType().equalsIgnoreCase(JSON) && (charset == null || charset.equalsIgnoreCase("utf-8"));
    }
}
