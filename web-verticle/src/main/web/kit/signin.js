/**
 * Who uses a page, where it cannot know by itself. In development one click makes anybody anybody, and it is said; in production the
 * server decides how people sign in, and this page only says that they must.
 *
 * @module
 */
import { html } from './ui.js';
import { t } from './words.js';

/**
 * @param {{role: import('./session.js').Role, dev: boolean, onSignIn: () => void, busy?: boolean, children?: unknown}} props
 */
export function SignIn({ role, dev, onSignIn, busy, children }) {
  return html`<main id="main" class="alone" tabindex="-1">
    <h1>${t(`signin.${role}`)}</h1>
    ${dev
      ? html`<p class="note">${t('signin.dev')}</p>
          ${children ?? html`<button type="button" class="main big" disabled=${busy} onClick=${onSignIn}>${t('signin.as', { role: t(`role.${role}`) })}</button>`}`
      : html`<p class="note">${t('signin.needed')}</p>`}
  </main>`;
}

/** Remembers which id a role had in this browser, so that somebody is the same person tomorrow. Development only. */
export const remembered = {
  /** @param {string} role @returns {string | undefined} */
  get(role) {
    try {
      return localStorage.getItem(`tanda.${role}.id`) ?? undefined;
    } catch {
      return undefined;
    }
  },
  /** @param {string} role @param {string | undefined} id */
  set(role, id) {
    try {
      if (id === undefined) localStorage.removeItem(`tanda.${role}.id`);
      else localStorage.setItem(`tanda.${role}.id`, id);
    } catch {
      // Somebody else tomorrow.
    }
  },
};
