package io.tanda.web.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;

/** Content types, as far as an API with one form of each thing needs them (RFC 9110, 12.5.1). */
final class MediaTypes {
    static final String JSON = "application/json";
    static final String EVENTS = "text/event-stream";

    private MediaTypes() {}

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
        MIMEHeader type = context.parsedHeaders().contentType();
        String charset = type.parameter("charset");
        return type.mediaType().equalsIgnoreCase(JSON) && (charset == null || charset.equalsIgnoreCase("utf-8"));
    }
}
