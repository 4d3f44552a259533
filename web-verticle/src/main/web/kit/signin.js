/**
 * Who uses a page, where it cannot know by itself. In development one click makes anybody anybody, and it is said; elsewhere an identity
 * provider asks, or this page only says that people must sign in.
 *
 * @module
 */
import { toProvider } from './session.js';
import { Trouble, html, useState } from './ui.js';
import { t } from './words.js';

/** Leads to the identity provider. @param {{role: import('./session.js').Role}} props */
export function Provider({ role }) {
  const [trouble, failed] = useState(/** @type {unknown} */ (null));
  const [busy, going] = useState(false);
  const go = () => {
    going(true);
    toProvider(role).catch(problem => {
      failed(problem);
      going(false);
    });
  };
  return html`<button type="button" class="main big" disabled=${busy} onClick=${go}>${t('signin.go')}</button>
    ${trouble && html`<${Trouble} problem=${trouble} />`}`;
}

/**
 * @param {{role: import('./session.js').Role, dev: boolean, provider: boolean, onSignIn: () => void, busy?: boolean, children?: unknown}} props
 */
export function SignIn({ role, dev, provider, onSignIn, busy, children }) {
  return html`<main id="main" class="alone" tabindex="-1">
    <h1>${t(`signin.${role}`)}</h1>
    ${dev
      ? html`<p class="note">${t('signin.dev')}</p>
          ${children ?? html`<button type="button" class="main big" disabled=${busy} onClick=${onSignIn}>${t('signin.as', { role: t(`role.${role}`) })}</button>`}`
      : provider
        ? html`<${Provider} role=${role} />`
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
