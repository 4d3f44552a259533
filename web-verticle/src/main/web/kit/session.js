/**
 * Who uses the page. The session itself is a cookie that no script can read; a browser may hold one for each role, and a page names the
 * one that it means in the header `Tanda-Session`, which also proves to the server that a page of its own is asking.
 *
 * @module
 */
import { Problem, problemOf } from './api.js';

/** @typedef {'rider' | 'driver' | 'dispatcher' | 'finance' | 'admin'} Role */
/** @typedef {{role: Role, id: string, expiresAt: string}} Session expiresAt in real time */

/**
 * @param {string} method
 * @param {Role} role
 * @param {unknown} [body]
 * @returns {Promise<Session | null>}
 */
async function session(method, role, body) {
  let response;
  try {
    const headers = { Accept: 'application/json, application/problem+json', 'Tanda-Session': role };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    response = await fetch('/session', {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch {
    throw new Problem({ status: 0, code: 'offline' });
  }
  if (response.status === 204) return null;
  if (!response.ok) throw await problemOf(response);
  return response.json();
}

/** That this browser signed in with a role, and until when: nobody is asked about a session that there cannot be. */
const hint = {
  /** @param {Role} role */
  until: role => {
    try {
      return Number(localStorage.getItem(`tanda.${role}.until`) ?? 0);
    } catch {
      return Infinity;
    }
  },
  /** @param {Role} role @param {string | undefined} time */
  set: (role, time) => {
    try {
      if (time === undefined) localStorage.removeItem(`tanda.${role}.until`);
      else localStorage.setItem(`tanda.${role}.until`, String(Date.parse(time)));
    } catch {
      // Then it is asked each time.
    }
  },
};

/**
 * @param {Role} role
 * @param {boolean} [here] whether people sign in on these pages, as in development; else a session may have come from elsewhere
 * @returns {Promise<Session | null>} null when nobody is signed in with this role
 */
export async function current(role, here = false) {
  if (here && hint.until(role) < Date.now()) return null;
  try {
    const found = await session('GET', role);
    return found && found.role === role ? found : null;
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 401) throw problem;
    hint.set(role, undefined);
    return null;
  }
}

/**
 * Development only: elsewhere the server refuses it.
 *
 * @param {Role} role
 * @param {string} [id] whose; absent = somebody new
 * @returns {Promise<Session>}
 */
export async function signIn(role, id) {
  const made = await session('POST', role, id === undefined ? { role } : { role, id });
  if (!made) throw new Problem({ status: 500, code: 'internal' });
  hint.set(role, made.expiresAt);
  return made;
}

/** Where somebody was before he went to the identity provider. */
const BEFORE = 'tanda.before';

/** Leaves this page for the identity provider's. @param {Role} role */
export async function toProvider(role) {
  const going = /** @type {any} */ (await session('POST', role, { role }));
  try {
    sessionStorage.setItem(BEFORE, JSON.stringify({ role, page: location.pathname }));
  } catch {
    // Then he comes back to the page of his role.
  }
  location.assign(going.at);
}

/**
 * What the identity provider sent back with somebody becomes his session.
 *
 * @param {string} code
 * @param {string} state
 * @returns {Promise<string>} the page to go on with
 */
export async function fromProvider(code, state) {
  let before = { role: /** @type {Role} */ ('rider'), page: '' };
  try {
    before = JSON.parse(sessionStorage.getItem(BEFORE) ?? '') ?? before;
    sessionStorage.removeItem(BEFORE);
  } catch {
    // Nobody remembers.
  }
  const made = await session('POST', before.role, { role: before.role, back: { code, state } });
  if (!made) throw new Problem({ status: 500, code: 'internal' });
  hint.set(made.role, made.expiresAt);
  if (made.role === before.role && before.page) return before.page;
  return ['rider', 'driver'].includes(made.role) ? `/${made.role}/` : '/operator/';
}

/** Development only: whoever is signed in with a role already, or somebody new. @param {Role} role @returns {Promise<Session>} */
export async function anybody(role) {
  return (await current(role, true)) ?? signIn(role);
}

/** @param {Role} role */
export async function signOut(role) {
  await session('DELETE', role);
  hint.set(role, undefined);
}
