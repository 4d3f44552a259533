package io.tanda.launcher;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.tanda.platform.ops.Settings;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** How the lines of the log look: for people, or for whoever gathers the logs of many processes. */
enum LogFormat {
    TEXT,
    /** One object a line: timestamp, level, logger, message, and as {@code kvpList} what it is found by: {@code ride}, {@code trace}. */
    JSON;

    static LogFormat of(Settings settings) {
        String format = settings.text("log.format", "text", "text or json");
        return switch (format) {
            case "text" -> TEXT;
            case "json" -> JSON;
            default -> {
                settings.problem("log.format (TANDA_LOG_FORMAT) must be text or json, not \"" + format + "\"");
                yield TEXT;
            }
        };
    }

    /** From here on, of every library too. */
    void apply() {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        switch (this) {
            case TEXT -> {}
            case JSON -> {
                LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
                Iterator<Appender<ILoggingEvent>> appenders =
                        context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
                while (appenders.hasNext())
                    if (appenders.next() instanceof OutputStreamAppender<ILoggingEvent> out)
                        out.setEncoder(json(context));
            }
        }
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(true);
        // What it is made of says nothing more.
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithMDC(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.start();
        return encoder;
    }
}
