package io.tanda.web.http;

import io.vertx.core.Future;
import java.util.Optional;

/**
 * The files that browsers load, each at one address. All of them are open to everybody: none holds anything of anybody, and what a page
 * shows it asks the API for, as whoever is signed in.
 */
@FunctionalInterface
public interface Site {
    /** Nothing but the API. */
    Site NONE = path -> Future.succeededFuture(Optional.empty());

    /** @param path as it was asked, not decoded; a folder's page is at the path that ends with a slash */
    Future<Optional<Page>> find(String path);
}
