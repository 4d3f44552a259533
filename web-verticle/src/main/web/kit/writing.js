/**
 * Writing to the other party of a ride. What it costs is told before it is sent.
 *
 * @module
 */
import { newKey } from './api.js';
import { Dialog, Trouble, Waiting, announce, html } from './ui.js';
import { t } from './words.js';

const MAX_CHARACTERS = 1000;
/** After these the same key sends it, or tells that it was sent. */
const OPEN = new Set(['gateway_unavailable', 'outcome_unknown', 'unavailable', 'overloaded']);

/** @param {{api: import('./api.js').Api, update: () => void, format: () => import('./format.js').Format, ride: string, onClose: () => void}} of */
export function createWriting({ api, update, format, ride, onClose }) {
  let text = '';
  /** @type {{kind: string, price?: any} | undefined} */
  let cost;
  /** @type {unknown} */
  let trouble = null;
  let busy = false;
  /** What became of the last one. */
  let told = '';
  /** The same until that is known. @type {string | undefined} */
  let key;

  async function look() {
    try {
      cost = await api.get(`/v1/rides/${ride}/messages/price`);
    } catch (problem) {
      trouble = problem;
    }
    update();
  }

  async function send(event) {
    event.preventDefault();
    key ??= newKey();
    busy = true;
    trouble = null;
    told = '';
    update();
    try {
      const message = await api.post('/v1/messages', { ride, text: text.trim() }, { key });
      key = undefined;
      text = '';
      told = t(message.status === 'sent' ? 'write.sent' : 'write.pending');
      announce(told);
    } catch (problem) {
      if (!problem.offline && !OPEN.has(problem.code)) key = undefined;
      trouble = problem;
    }
    busy = false;
    update();
  }

  look();
  return function Writing() {
    const price = cost?.price && format().money(cost.price);
    return html`<${Dialog} title=${t('write.title')} onClose=${onClose}>
      <${Trouble} problem=${trouble} />
      ${told && html`<p class="note">${told}</p>`}
      ${!cost && !trouble && html`<${Waiting} />`}
      ${cost && html`<form class="stack" onSubmit=${send}>
        <div><label for="letter">${t('write.text')}</label>
        <textarea id="letter" rows="4" required maxlength=${MAX_CHARACTERS} value=${text} onInput=${event => { text = event.target.value; key = undefined; update(); }}></textarea></div>
        <p>${price ? t('write.costs', { price }) : t('write.free')}</p>
        <button class="main" disabled=${busy || !text.trim()}>${busy ? t('loading') : price ? t('write.send_for', { price }) : t('write.send')}</button>
      </form>`}
    <//>`;
  };
}
