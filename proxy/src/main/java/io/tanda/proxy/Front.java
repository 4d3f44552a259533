package io.tanda.proxy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process behind the proxy, and whether it wants requests. Belongs to the proxy's event loop. */
final class Front {
    private static final Logger log = LoggerFactory.getLogger(Front.class);

    static final int LOOK_LIMIT_MILLIS = 1_000;
    /** In a row without an answer: one may only be late, and all of them together on a machine that stands still for a moment. */
    private static final int SILENT_LOOKS = 2;

    private final ProxyConfig.Upstream upstream;
    private boolean ready;
    private boolean looking;
    private int silent;
    /** Looks that began before it was found to be gone say nothing. */
    private int gone;

    Front(ProxyConfig.Upstream upstream) {
        this.upstream = upstream;
    }

    HostAndPort http() {
        return upstream.http();
    }

    boolean isReady() {
        return ready;
    }

    /** Asks its {@code /health/ready}, unless the last question is still under way. Never fails. */
    Future<Void> look(HttpClient http) {
        if (looking) return Future.succeededFuture();
        looking = true;
        int seen = gone;
        return http.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setServer(upstream.management().address())
                        .setURI("/health/ready")
                        .setConnectTimeout(LOOK_LIMIT_MILLIS)
                        .setIdleTimeout(LOOK_LIMIT_MILLIS))
                .compose(request -> request.send())
                .compose(response -> response.end().map(response.statusCode() == 200))
                .onSuccess(says -> silent = 0)
                .otherwise(failure -> ++silent < SILENT_LOOKS && ready)
                .map(up -> {
                    looking = false;
                    if (seen == gone) become(up);
                    return null;
                });
    }

    /** It took no connection: it is not ready before it says so again. */
    void isGone() {
        gone++;
        become(false);
    }

    private void become(boolean now) {
        if (now != ready) log.info("{} is {}", this, now ? "ready" : "not ready");
        ready = now;
    }

    @Override
    public String toString() {
        return "the front at " + http();
    }
}
