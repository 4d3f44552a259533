/**
 * HTTP in: what riders, drivers and operators ask becomes typed questions over the bus, and the answers become documents and streams.
 *
 * <pre>
 *   booking, dispatch,     a context's Part: its operations, bodies and streams, and its piece of the contract, openapi/NAME.yaml.
 *   payment, history,      A new context is a folder, a piece, and a line in WebModule
 *   notify, about
 *   pages     what browsers load: the files of src/main/web and their libraries, after all operations
 *   api       what every Part is made with; ContractDocument: the pieces as the one document that is served
 *   http      Reception: Router -&gt; Doorkeeper -&gt; body -&gt; Operation -&gt; Sender: document, problem (RFC 9457) or stream
 *   security  Tokens: who is calling
 *   json      Fields: a body, read once, every flaw named
 *   stream    Streams: journals as Server-Sent Events, resumed by Last-Event-ID
 * </pre>
 *
 * Tests compare the operations with the contract both ways, each body's reader with its schema, and each answer with the schema it
 * promises.
 */
@NullMarked
package io.tanda.web;

import org.jspecify.annotations.NullMarked;
