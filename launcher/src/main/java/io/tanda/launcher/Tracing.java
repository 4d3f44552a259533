package io.tanda.launcher;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import io.tanda.platform.ops.Settings;
import io.tanda.platform.trace.OpenTelemetryTraces;
import io.tanda.platform.trace.Traces;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Where traces go, and how many.
 *
 * @param otlp where an OpenTelemetry collector takes OTLP over HTTP; blank = no traces are kept, and nothing of OpenTelemetry is started
 * @param sample the share of requests whose traces are kept, 0 to 1. What a client's {@code traceparent} says can only make it less: it
 *     comes from anybody
 */
public record Tracing(String otlp, double sample) {
    private static final String SCOPE = "io.tanda";
    /** A collector that takes longer is away: spans are dropped, and nothing waits for them. */
    private static final Duration EXPORT_LIMIT = Duration.ofSeconds(5);
    /** Spans that wait to be sent, about 1 kB each; one more is dropped. */
    private static final int MAX_WAITING = 8_192;

    static Tracing of(Settings settings) {
        String otlp = settings.text("traces.otlp", "", "http://collector:4318/v1/traces")
                .strip();
        if (!otlp.isEmpty() && !isAddress(otlp))
            settings.problem("traces.otlp (TANDA_TRACES_OTLP) must be the whole address of an OTLP collector over HTTP,"
                    + " such as http://collector:4318/v1/traces, not \"" + otlp + "\"");
        return new Tracing(otlp, settings.share("traces.sample", 0.1));
    }

    private static boolean isAddress(String otlp) {
        try {
            URI uri = URI.create(otlp);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getPath().length() > 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Traces of this process, until they are closed. */
    Open open() {
        return otlp.isEmpty() ? new Open(Traces.OFF, () -> {}) : export();
    }

    private Open export() {
        SpanProcessor toCollector = BatchSpanProcessor.builder(OtlpHttpSpanExporter.builder()
                        .setEndpoint(otlp)
                        .setTimeout(EXPORT_LIMIT)
                        .build())
                .setMaxQueueSize(MAX_WAITING)
                .setExporterTimeout(EXPORT_LIMIT)
                .build();
        Map<String, SdkTracerProvider> services = new ConcurrentHashMap<>();
        return new Open(
                new OpenTelemetryTraces(
                        service -> services.computeIfAbsent(service, name -> provider(name, toCollector))
                                .get(SCOPE)),
                // Sends what waits.
                () -> toCollector.shutdown().join(EXPORT_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Each context is a service of its own, wherever it runs: that is what a service map is drawn from. */
    private SdkTracerProvider provider(String service, SpanProcessor toCollector) {
        Sampler share = Sampler.traceIdRatioBased(sample);
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.builder()
                                .put("service.name", service)
                                .put("service.namespace", "tanda")
                                .build())))
                // Decided by the trace's id: every process that a trace comes through decides alike.
                .setSampler(Sampler.parentBasedBuilder(share)
                        .setRemoteParentSampled(new Within(share))
                        .build())
                .addSpanProcessor(toCollector)
                .build();
    }

    /** What is kept of traces that began elsewhere: in our other processes, which have the same share, or at a client. */
    private record Within(Sampler share) implements Sampler {
        @Override
        public SamplingResult shouldSample(
                Context parent,
                String traceId,
                String name,
                SpanKind kind,
                Attributes attributes,
                List<LinkData> parentLinks) {
            return share.shouldSample(parent, traceId, name, kind, attributes, parentLinks);
        }

        @Override
        public String getDescription() {
            return "within " + share.getDescription();
        }
    }

    /** @param close sends what waits; takes at most 5 s, so not on an event loop */
    record Open(Traces traces, Runnable close) {}
}
