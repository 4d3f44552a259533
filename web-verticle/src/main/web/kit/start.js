/**
 * How each page begins: words, city, clock, and who uses it.
 *
 * @module
 */
import { Problem, createApi, problemOf } from './api.js';
import { SYNC_MILLIS, createClock } from './clock.js';
import { createFormat } from './format.js';
import { current, signIn } from './session.js';
import { Trouble, html, mount } from './ui.js';
import { preferred, speak, spoken, t } from './words.js';

/**
 * @typedef {object} City
 * @property {boolean} dev whether anybody may be anybody here
 * @property {boolean} provider whether an identity provider lets people in
 * @property {string} zone IANA time zone
 * @property {string} currency ISO 4217
 * @property {string} locale such as `en-US`
 * @property {{south: number, west: number, north: number, east: number}} bounds of the map
 * @property {{url: string, attribution: string}} [tiles]
 * @property {{now: string, speed: number}} clock
 */

/** @returns {Promise<City>} */
async function config() {
  let response;
  try {
    response = await fetch('/config', { headers: { Accept: 'application/json' }, credentials: 'same-origin', cache: 'no-store' });
  } catch {
    throw new Problem({ status: 0, code: 'offline' });
  }
  if (!response.ok) throw await problemOf(response);
  return response.json();
}

/**
 * @typedef {object} Started
 * @property {City} city
 * @property {import('./clock.js').Clock} clock
 * @property {import('./session.js').Session | null} session null when the page must ask who it is
 * @property {(role: import('./session.js').Role) => import('./api.js').Api} apiOf
 * @property {(role: import('./session.js').Role) => () => Promise<boolean>} renewer signs in again where that needs nobody
 * @property {() => import('./format.js').Format} format in the language that is spoken
 */

/**
 * @param {import('./session.js').Role} role
 * @param {{byItself?: boolean}} [how] byItself: in development it signs in without being asked
 * @returns {Promise<Started>}
 */
export async function start(role, how = {}) {
  await speak(preferred());
  const city = await config();
  const clock = createClock();
  clock.set(city.clock);
  setInterval(() => config().then(now => clock.set(now.clock), () => undefined), SYNC_MILLIS);
  let session = await current(role, city.dev);
  if (!session && city.dev && how.byItself) session = await signIn(role);

  const renewer = (/** @type {import('./session.js').Role} */ as) => async () => {
    if (!city.dev) return false;
    try {
      await signIn(as, as === role ? started.session?.id : undefined);
      return true;
    } catch {
      return false;
    }
  };

  let format = createFormat(city, spoken());
  let formatOf = spoken();
  const started = {
    city,
    clock,
    session,
    renewer,
    apiOf: as => createApi({ role: as, renew: renewer(as) }),
    format: () => {
      if (formatOf !== spoken()) {
        format = createFormat(city, spoken());
        formatOf = spoken();
      }
      return format;
    },
  };
  return started;
}

/**
 * Begins a page, and says what is wrong where it cannot.
 *
 * @param {() => Promise<void>} page
 */
export async function begin(page) {
  const where = /** @type {Element} */ (document.getElementById('page'));
  try {
    await page();
  } catch (problem) {
    if (!(problem instanceof Problem)) console.error(problem);
    mount(where, () => html`<main id="main" class="alone"><h1>Tanda</h1><${Trouble} problem=${problem} onAgain=${() => location.reload()} /></main>`);
    document.title = t('problem.title');
  }
}
