package io.tanda.web.http;

import io.vertx.core.Future;

/** What is behind the HTTP side. A future that fails is an outage or a bug, never a refusal. */
@FunctionalInterface
public interface Api {
    Future<Answer> answer(Call call);
}
