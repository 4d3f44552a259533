/**
 * HTTP in: what riders, drivers and operators ask becomes typed questions over the bus, and the answers become documents and streams.
 *
 * <pre>
 *            openapi.yaml (the contract; a test holds everything below equal to it)
 *   http      Reception: path, token, role, limits -&gt; Call        Answer -&gt; document, problem (RFC 9457) or stream
 *   security  Tokens: who is calling
 *   json      Fields: a body, read once, every flaw named
 *   api       TandaApi: Call -&gt; question -&gt; Answer; Operation by Operation
 *   stream    Streams: journals as Server-Sent Events, resumed by Last-Event-ID
 * </pre>
 *
 * The routes are a table of this module's own and not made from the contract at start: accepting a booking is the path that everything
 * else is measured by, and a tree of segments with one pass over the body costs a few microseconds of it. Tests compare the table with
 * the contract both ways, each body's reader with its schema, and each answer with the schema it promises.
 */
@NullMarked
package io.tanda.web;

import org.jspecify.annotations.NullMarked;
