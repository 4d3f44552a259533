package io.tanda.web.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.VertxConnection;
import java.util.List;

/**
 * Refuses what {@link Framing} does, and reads nothing after it. Here, because the decoder joins folded lines (RFC 9112, 5.2), in which
 * a proxy may see headers of their own: there is no option for it, and once a head is decoded nothing shows it any more.
 */
public final class StrictDecoder extends VertxHttpRequestDecoder {
    private boolean inHead = true;
    /** The first line of the head has come. */
    private boolean begun;

    private boolean folded;
    /** Nothing more is read from this connection. */
    private boolean refused;

    private StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    /** For each new connection, before anything is read from it. */
    public static void decode(HttpConnection connection, HttpServerOptions options) {
        ((VertxConnection) connection)
                .channel()
                .pipeline()
                .replace(VertxHttpRequestDecoder.class, "httpDecoder", new StrictDecoder(options));
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int before = out.size();
        if (inHead) look(in);
        super.decode(context, in, out);
        for (Object decoded : List.copyOf(out.subList(before, out.size()))) {
            if (decoded instanceof HttpRequest head) take(head);
            if (decoded instanceof LastHttpContent) inHead = true;
        }
        if (refused && !inHead) out.add(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    private void take(HttpRequest head) {
        Framing.Flawed flaw = head.decoderResult().isFailure() ? null : Framing.flaw(head, folded);
        if (flaw == null) {
            Framing.joinLists(head);
        } else {
            refused = true;
            head.setDecoderResult(DecoderResult.failure(flaw));
            // What was read together with it is not handled either.
            head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        inHead = false;
        begun = false;
        folded = false;
    }

    /** Whether a line of the head, as far as it has come, begins with a blank. Whole lines are taken at once, so each is seen once. */
    private void look(ByteBuf in) {
        int at = in.readerIndex();
        int end;
        while ((end = in.indexOf(at, in.writerIndex(), (byte) '\n')) >= 0) {
            boolean empty = end - at <= 1;
            // Empty lines before a request are passed over; after its first line an empty one ends the head.
            if (empty && begun) return;
            byte first = in.getByte(at);
            folded |= !empty && (first == ' ' || first == '\t');
            begun |= !empty;
            at = end + 1;
        }
    }
}
