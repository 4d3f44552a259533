/**
 * Streams of server-sent events (HTML standard, 9.2), read with `fetch`: EventSource shows neither the status of a refusal nor the
 * comments that prove a silent line alive, and once it gave up, nobody can tell it where it was.
 *
 * @module
 */
import { problemOf } from './api.js';

/** The server sends a comment every 15 s: a line that was silent for longer is dead, whatever TCP believes. */
const SILENT_MILLIS = 20_000;
const FIRST_PAUSE_MILLIS = 1_000;
/** A server that is away for long is asked twice a minute by each page. */
const MAX_PAUSE_MILLIS = 30_000;

/**
 * Takes the text of a stream in any pieces and gives its events.
 */
export class EventParser {
  #rest = '';
  #data = /** @type {string[]} */ ([]);
  #type = '';
  /** The last id that was seen, also one without data. @type {string | undefined} */
  lastId;
  /** What the server asks to wait before coming back, in milliseconds. @type {number | undefined} */
  retryMillis;

  /** @param {string} text @returns {{type: string, data: string, id: string | undefined}[]} */
  feed(text) {
    const events = [];
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (this.#data.length > 0) events.push({ type: this.#type || 'message', data: this.#data.join('\n'), id: this.lastId });
        this.#data = [];
        this.#type = '';
        continue;
      }
      const colon = line.indexOf(':');
      if (colon === 0) continue;
      const field = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (field === 'data') this.#data.push(value);
      else if (field === 'event') this.#type = value;
      else if (field === 'id' && !value.includes('\0')) this.lastId = value;
      else if (field === 'retry' && /^\d+$/.test(value)) this.retryMillis = Number(value);
    }
    return events;
  }
}

/**
 * @param {number} failures one after another, without an event between
 * @param {number} chance from 0 to 1
 * @returns {number} milliseconds: twice as long each time, and never all pages at once
 */
export function backOff(failures, chance) {
  const most = Math.min(MAX_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** Math.min(failures, 10));
  return most / 2 + (chance * most) / 2;
}

/**
 * @typedef {'connecting' | 'live' | 'broken' | 'ended' | 'refused'} StreamState
 * `live` while bytes come; `broken` while it tries to come back; `ended` when there is no more to tell; `refused` when it will not be told
 */

/**
 * Follows a stream until it ends or is closed. Goes on where it was, whatever was restarted meanwhile.
 *
 * @param {string} path
 * @param {object} how
 * @param {string} how.role whose session it is
 * @param {(event: {type: string, data: any, id: string | undefined}) => void} how.onEvent data is read as JSON
 * @param {(state: StreamState, problem?: import('./api.js').Problem) => void} [how.onState]
 * @param {() => void} [how.onBegin] called each time the head of an answer is there: what happens from now on will be told
 * @param {() => Promise<boolean>} [how.renew] signs in again
 * @param {string} [how.lastId] where to go on; absent = as the stream begins
 * @returns {{close: () => void, lastId: () => string | undefined}}
 */
export function follow(path, how) {
  let closed = false;
  let failures = 0;
  let lastId = how.lastId;
  let retryMillis = 0;
  let heardAt = 0;
  /** @type {AbortController | undefined} */
  let line;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  const say = (/** @type {StreamState} */ state, problem) => {
    if (!closed) how.onState?.(state, problem);
  };

  const again = (/** @type {number} */ millis) => {
    if (closed) return;
    say('broken');
    clearTimeout(pause);
    pause = setTimeout(open, millis);
  };

  const watch = setInterval(() => {
    if (line && heardAt && Date.now() - heardAt > SILENT_MILLIS) line.abort();
  }, 1_000);

  const close = () => {
    closed = true;
    clearTimeout(pause);
    clearInterval(watch);
    removeEventListener('online', hurry);
    line?.abort();
  };

  const hurry = () => {
    if (!line) again(0);
  };
  addEventListener('online', hurry);

  async function open() {
    if (line || closed) return;
    line = new AbortController();
    heardAt = Date.now();
    try {
      const headers = { Accept: 'text/event-stream, application/problem+json', 'Tanda-Session': how.role };
      if (lastId !== undefined) headers['Last-Event-ID'] = lastId;
      const response = await fetch(path, { headers, credentials: 'same-origin', cache: 'no-store', signal: line.signal });
      if (response.status === 204) {
        say('ended');
        close();
      } else if (response.ok) {
        await read(response);
        if (!closed) again(retryMillis || FIRST_PAUSE_MILLIS);
      } else {
        await refused(response);
      }
    } catch {
      again(backOff(failures++, Math.random()));
    } finally {
      line = undefined;
    }
  }

  async function read(response) {
    const parser = new EventParser();
    const text = response.body.pipeThrough(new TextDecoderStream()).getReader();
    how.onBegin?.();
    say('live');
    for (;;) {
      const { done, value } = await text.read();
      if (done || closed) return;
      heardAt = Date.now();
      failures = 0;
      for (const event of parser.feed(value)) how.onEvent({ type: event.type, data: JSON.parse(event.data), id: event.id });
      lastId = parser.lastId ?? lastId;
      retryMillis = parser.retryMillis ?? retryMillis;
    }
  }

  async function refused(response) {
    const problem = await problemOf(response);
    if (response.status === 401 && how.renew && failures < 3 && (await how.renew())) {
      failures++;
      again(FIRST_PAUSE_MILLIS);
    } else if (response.status === 400 && lastId !== undefined) {
      // An event that there is not yet: the data were made anew. So is what is known here.
      lastId = undefined;
      again(FIRST_PAUSE_MILLIS);
    } else if (response.status === 429 || response.status >= 500) {
      again(problem.retryAfterMillis ?? backOff(failures++, Math.random()));
    } else {
      say('refused', problem);
      close();
    }
  }

  say('connecting');
  open();
  return { close, lastId: () => lastId };
}
