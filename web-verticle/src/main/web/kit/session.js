/**
 * Who uses the page. The session itself is a cookie that no script can read; a browser may hold one for each role, and a page names the
 * one that it means in the header `Tanda-Session`, which also proves to the server that a page of its own is asking.
 *
 * @module
 */
import { Problem, problemOf } from './api.js';

/** @typedef {'rider' | 'driver' | 'dispatcher' | 'finance' | 'admin'} Role */
/** @typedef {{role: Role, id: string}} Session */

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

/** @param {Role} role @returns {Promise<Session | null>} null when nobody is signed in with this role */
export async function current(role) {
  try {
    const found = await session('GET', role);
    return found && found.role === role ? found : null;
  } catch (problem) {
    if (problem instanceof Problem && (problem.status === 401 || problem.status === 404)) return null;
    throw problem;
  }
}

/**
 * Development only: in production the server refuses it.
 *
 * @param {Role} role
 * @param {string} [id] whose; absent = somebody new
 * @returns {Promise<Session>}
 */
export async function signIn(role, id) {
  const made = await session('POST', role, id === undefined ? { role } : { role, id });
  if (!made) throw new Problem({ status: 500, code: 'internal' });
  return made;
}

/** @param {Role} role */
export async function signOut(role) {
  await session('DELETE', role);
}
