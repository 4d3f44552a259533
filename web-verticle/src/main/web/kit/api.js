/**
 * The client of the HTTP API that all pages use: problem documents as errors, a key for each command, and repetition of what may be
 * repeated. It knows no page and touches no document.
 *
 * @module
 */

/** One try. Longer than the server gives itself (10 s), so that its own "outcome unknown" comes first. */
const TRY_MILLIS = 12_000;
/** How often one call is sent at most. With the pauses between, nobody looks at a spinner for more than about half a minute. */
const MAX_TRIES = 4;
/** The first pause where the server names none; each further one is twice as long. */
const PAUSE_MILLIS = 700;
/** Whoever is told to wait longer than this is told so on the screen instead. */
const MAX_PAUSE_MILLIS = 8_000;
/** A page of a list, as large as the API gives it. */
const PAGE_ITEMS = 100;

/** Codes after which nothing was done, or after which the same key gives the same answer: asking again is right. */
const REPEATABLE = new Set(['unavailable', 'overloaded', 'outcome_unknown', 'contended', 'too_many_requests', 'gateway_unavailable']);

/** A refusal: an RFC 9457 problem document, or a line that gave no answer (code `offline`, status 0). */
export class Problem extends Error {
  /**
   * @param {{status: number, code: string, title?: string, detail?: string, traceId?: string, errors?: {pointer?: string, parameter?: string, detail: string}[]}} document
   * @param {number} [retryAfterMillis] how long the server asked to wait
   */
  constructor(document, retryAfterMillis) {
    super(document.detail || document.title || document.code);
    this.name = 'Problem';
    this.status = document.status;
    this.code = document.code;
    this.detail = document.detail ?? '';
    this.traceId = document.traceId;
    this.errors = document.errors ?? [];
    this.retryAfterMillis = retryAfterMillis;
  }

  /** @returns {boolean} whether nobody answered: what was asked may have happened */
  get offline() {
    return this.status === 0;
  }

  /** @param {string} pointer into the body, such as `/fare/amount` @returns {string | undefined} what is wrong there */
  at(pointer) {
    return this.errors.find(error => error.pointer === pointer)?.detail;
  }
}

/** @returns {string} a key for one command, told again with each repetition of it. Also where the page is not served by TLS. */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/**
 * @param {number} tries that were made
 * @param {number | undefined} asked by the server, in milliseconds
 * @param {number} chance from 0 to 1: pages that failed together shall not come back together
 * @returns {number | undefined} milliseconds until the next try; undefined when it is better to say what is wrong
 */
export function pauseAfter(tries, asked, chance) {
  if (tries >= MAX_TRIES) return undefined;
  const least = asked ?? PAUSE_MILLIS * 2 ** (tries - 1);
  const pause = least + chance * PAUSE_MILLIS;
  return pause > MAX_PAUSE_MILLIS ? undefined : pause;
}

/** @param {string | null} header in seconds @returns {number | undefined} milliseconds */
export function retryAfter(header) {
  const seconds = header === null ? NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/**
 * @param {Response} response
 * @returns {Promise<Problem>} what it says, also where it is no problem document (a proxy's page)
 */
export async function problemOf(response) {
  const wait = retryAfter(response.headers.get('Retry-After'));
  try {
    const document = await response.json();
    if (typeof document?.code === 'string') return new Problem(document, wait);
  } catch {
    // Not JSON: said below.
  }
  return new Problem({ status: response.status, code: response.status === 503 ? 'unavailable' : 'internal', detail: '' }, wait);
}

/**
 * @typedef {object} Call
 * @property {string} [key] for a POST; made where it is left out
 * @property {string} [etag] sent as If-Match
 * @property {AbortSignal} [signal] ends the call
 * @property {number} [tries] at most
 * @property {boolean} [text] the answer may be something else than JSON: then it is given as text
 */

/**
 * @param {{role: string, renew?: () => Promise<boolean>}} as whose session the calls use, and how it is renewed when it is over
 */
export function createApi(as) {
  const wait = (/** @type {number} */ millis) => new Promise(done => setTimeout(done, millis));

  /** @returns {Promise<Response>} */
  async function once(method, path, body, headers, signal) {
    const limit = AbortSignal.timeout(TRY_MILLIS);
    try {
      return await fetch(path, {
        method,
        headers,
        body: body === undefined ? undefined : JSON.stringify(body),
        credentials: 'same-origin',
        cache: 'no-store',
        signal: signal ? anyOf(signal, limit) : limit,
      });
    } catch (failure) {
      if (signal?.aborted) throw failure;
      throw new Problem({ status: 0, code: 'offline' });
    }
  }

  /**
   * @param {string} method
   * @param {string} path with its query
   * @param {unknown} [body]
   * @param {Call} [call]
   * @returns {Promise<{status: number, body: any, etag: string | null}>}
   * @throws {Problem}
   */
  async function ask(method, path, body, call = {}) {
    const headers = { Accept: call.text ? '*/*' : 'application/json, application/problem+json', 'Tanda-Session': as.role };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (method === 'POST') headers['Idempotency-Key'] = call.key ?? newKey();
    if (call.etag) headers['If-Match'] = call.etag;
    let renewed = false;
    for (let tries = 1; ; tries++) {
      /** @type {Problem} */
      let problem;
      try {
        const response = await once(method, path, body, headers, call.signal);
        if (response.ok) {
          const text = await response.text();
          const json = !call.text || response.headers.get('Content-Type')?.includes('json');
          return { status: response.status, body: text && json ? JSON.parse(text) : text || null, etag: response.headers.get('ETag') };
        }
        problem = await problemOf(response);
        if (problem.status === 401 && as.renew && !renewed) {
          renewed = true;
          if (await as.renew()) continue;
        }
      } catch (failure) {
        if (!(failure instanceof Problem)) throw failure;
        problem = failure;
      }
      const again = problem.offline || REPEATABLE.has(problem.code);
      const pause = again && tries < (call.tries ?? MAX_TRIES) ? pauseAfter(tries, problem.retryAfterMillis, Math.random()) : undefined;
      if (pause === undefined) throw problem;
      await wait(pause);
    }
  }

  return {
    role: as.role,
    ask,
    /** @param {string} path @param {Call} [call] */
    get: async (path, call) => (await ask('GET', path, undefined, call)).body,
    /** @param {string} path @param {unknown} [body] @param {Call} [call] */
    post: async (path, body, call) => (await ask('POST', path, body, call)).body,
    /** @param {string} path @param {unknown} body @param {Call} [call] */
    put: async (path, body, call) => (await ask('PUT', path, body, call)).body,
    /** @param {string} path @param {Call} [call] */
    remove: async (path, call) => (await ask('DELETE', path, undefined, call)).body,

    /**
     * All pages of a list, one after another.
     *
     * @param {string} path without cursor and limit
     * @param {number} maxItems a list without an end is read no farther
     * @param {Call} [call]
     * @returns {Promise<any[]>}
     */
    async all(path, maxItems, call) {
      const items = [];
      let cursor;
      do {
        const page = await this.get(query(path, { limit: PAGE_ITEMS, cursor }), call);
        items.push(...page.items);
        cursor = page.next;
      } while (cursor && items.length < maxItems);
      return items;
    },
  };
}

/** @typedef {ReturnType<typeof createApi>} Api */

/**
 * @param {string} path
 * @param {Record<string, string | number | undefined | null>} parameters those that are undefined, null or empty are left out
 */
export function query(path, parameters) {
  const told = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  if (told.length === 0) return path;
  return path + (path.includes('?') ? '&' : '?') + new URLSearchParams(told.map(([name, value]) => [name, String(value)]));
}

/** `AbortSignal.any`, also where a browser has none yet. */
function anyOf(...signals) {
  if (AbortSignal.any) return AbortSignal.any(signals);
  const either = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) either.abort(signal.reason);
    else signal.addEventListener('abort', () => either.abort(signal.reason), { once: true });
  }
  return either.signal;
}
