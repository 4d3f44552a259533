package io.tanda.web.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what no operation has: with a file of the site where there is one, else as a path that there is not. Comes after all
 * operations, so that none of them waits for it, and none can be hidden by a file. Lives on one event loop.
 */
final class PageHandler implements Handler<RoutingContext> {
    private static final Answer.Header ALLOWED = new Answer.Header(HttpHeaders.ALLOW, "GET, HEAD");

    private static final Logger log = LoggerFactory.getLogger(PageHandler.class);

    private final Site site;
    private final Sender sender;

    PageHandler(Site site, Sender sender) {
        this.site = site;
        this.sender = sender;
    }

    @Override
    public void handle(RoutingContext context) {
        String path = context.request().path();
        site.find(path)
                .compose(page -> page.isPresent() || path.endsWith("/")
                        ? Future.succeededFuture(page.map(found -> shown(context, found)))
                        : site.find(path + "/").map(folder -> folder.map(found -> moved(context, path))))
                .onComplete(
                        answer -> answer.ifPresentOrElse(
                                found -> send(Exchange.ofPage(context), found),
                                () -> send(
                                        new Exchange(context),
                                        Answer.refused(Problem.of(ProblemCode.NOT_FOUND, "There is no such path.")))),
                        failure -> {
                            log.error("{} could not be read", path, failure);
                            send(Exchange.ofPage(context), Answer.refused(Problem.of(ProblemCode.INTERNAL)));
                        });
    }

    private static Answer shown(RoutingContext context, Page page) {
        HttpMethod method = context.request().method();
        if (method.equals(HttpMethod.OPTIONS)) return new Answer.Document(204, null, Answer.JSON, List.of(ALLOWED));
        if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD))
            return new Answer.Refused(Problem.of(ProblemCode.METHOD_NOT_ALLOWED), List.of(ALLOWED));
        if (page.isHtml()) {
            String accept = context.request().getHeader(HttpHeaders.ACCEPT);
            if (accept != null && !MediaTypes.isReadable(accept))
                return Answer.refused(Problem.header("Accept", MediaTypes.EXPECTED));
            if (!MediaTypes.accepts(context, MediaTypes.HTML))
                return Answer.refused(Problem.of(
                        ProblemCode.NOT_ACCEPTABLE,
                        "This is a page for people (text/html); the API is described at /openapi.yaml."));
        }
        return page.answer(context.request());
    }

    /** Relative links of a folder's page are right only below its slash. */
    private static Answer moved(RoutingContext context, String path) {
        String query = context.request().query();
        String there = path + "/" + (query == null ? "" : "?" + query);
        return new Answer.Document(308, null, Answer.JSON, List.of(new Answer.Header(HttpHeaders.LOCATION, there)));
    }

    private void send(Exchange exchange, Answer answer) {
        switch (answer) {
            case Answer.Document document -> sender.send(exchange, document);
            case Answer.Refused refused -> sender.send(exchange, refused);
            case Answer.Live live -> throw new IllegalStateException("a page is no stream: " + live.key());
        }
    }
}
