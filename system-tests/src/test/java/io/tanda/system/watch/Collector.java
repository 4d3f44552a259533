package io.tanda.system.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A collector that takes OTLP over HTTP and keeps what it is sent. */
final class Collector implements AutoCloseable {
    /** @param service whose it is */
    record Kept(String service, Span span) {
        String trace() {
            return hex(span.getTraceId().toByteArray());
        }

        String id() {
            return hex(span.getSpanId().toByteArray());
        }

        /** Empty for the first of a trace. */
        String parent() {
            return hex(span.getParentSpanId().toByteArray());
        }

        String name() {
            return span.getName();
        }

        String kind() {
            return span.getKind().name().replace("SPAN_KIND_", "");
        }

        @Nullable
        String attribute(String key) {
            return span.getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals(key))
                    .map(attribute -> attribute.getValue().getStringValue())
                    .findFirst()
                    .orElse(null);
        }

        List<String> linkedTraces() {
            return span.getLinksList().stream()
                    .map(link -> hex(link.getTraceId().toByteArray()))
                    .toList();
        }
    }

    private final HttpServer server;
    private final List<Kept> spans = new CopyOnWriteArrayList<>();

    Collector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    List<Kept> spans() {
        return List.copyOf(spans);
    }

    Map<String, Kept> byId() {
        return spans.stream().collect(Collectors.toMap(Kept::id, kept -> kept, (one, same) -> one));
    }

    private void take(HttpExchange exchange) throws IOException {
        ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
        for (ResourceSpans resource : request.getResourceSpansList()) {
            String service = resource.getResource().getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals("service.name"))
                    .map(attribute -> attribute.getValue().getStringValue())
                    .findFirst()
                    .orElseThrow();
            for (ScopeSpans scope : resource.getScopeSpansList())
                for (Span span : scope.getSpansList()) spans.add(new Kept(service, span));
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
