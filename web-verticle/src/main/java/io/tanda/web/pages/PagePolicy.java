package io.tanda.web.pages;

/**
 * What a page may load (Content Security Policy Level 3): its own server's files, and pictures of the map from a tile server where one is
 * configured. No script or style is taken from within a page.
 *
 * @param text the header
 */
record PagePolicy(String text) {
    /** @param tileServer an origin such as {@code https://*.tile.example.org}; blank where there is none */
    static PagePolicy with(String tileServer) {
        String images = tileServer.isBlank() ? "'self' data:" : "'self' data: " + tileServer;
        return new PagePolicy("default-src 'self'; script-src 'self'; style-src 'self'; img-src " + images
                + "; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    }
}
