/**
 * Lists that are read page by page.
 *
 * @module
 */
import { query } from './api.js';
import { Trouble, Waiting, html } from './ui.js';
import { t } from './words.js';

/**
 * A list that is read page by page.
 *
 * @param {import('./api.js').Api} api
 * @param {string} path
 * @param {() => void} update
 */
export function pages(api, path, update) {
  const list = { items: /** @type {any[]} */ ([]), next: /** @type {string | undefined} */ (undefined), loaded: false, problem: /** @type {unknown} */ (null), more, again };
  async function more() {
    try {
      const page = await api.get(query(path, { limit: 20, cursor: list.next }));
      list.items.push(...page.items);
      list.next = page.next;
      list.loaded = true;
      list.problem = null;
    } catch (problem) {
      list.problem = problem;
    }
    update();
  }
  function again() {
    list.items = [];
    list.next = undefined;
    return more();
  }
  more();
  return list;
}

/** @param {{list: ReturnType<typeof pages>, empty: string, children?: unknown}} props */
export function List({ list, empty, children }) {
  return html`
    <${Trouble} problem=${list.problem} onAgain=${list.more} />
    ${!list.loaded && !list.problem && html`<${Waiting} />`}
    ${list.loaded && list.items.length === 0 && html`<p class="soft">${empty}</p>`}
    ${children}
    ${list.next && html`<button type="button" onClick=${list.more}>${t('more')}</button>`}
  `;
}
