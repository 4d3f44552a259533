/**
 * What operators can do about a ride, and by whom: each act needs a reason, and is kept with who did it.
 *
 * @module
 */
import { newKey } from '../kit/api.js';
import { metersBetween, readMoney } from '../kit/format.js';
import { Dialog, Trouble, announce, html } from '../kit/ui.js';
import { t } from '../kit/words.js';

/**
 * @typedef {object} Act
 * @property {string} name
 * @property {string[]} roles
 * @property {(story: import('../kit/story.js').Story) => boolean} fits
 * @property {(id: string) => string} path
 * @property {boolean} [danger]
 */

const DESK = ['dispatcher', 'admin'];
const MONEY = ['finance', 'admin'];
const status = story => story.booking?.status;
const due = story => ['declined', 'owed', 'awaited', 'pending'].includes(story.payment?.status);

/** @type {readonly Act[]} */
export const ACTS = Object.freeze([
  { name: 'assign', roles: DESK, fits: story => status(story) === 'requested', path: id => `/v1/desk/rides/${id}/assign` },
  { name: 'no_show', roles: DESK, fits: story => status(story) === 'arrived', path: id => `/v1/desk/rides/${id}/no-show` },
  { name: 'end', roles: DESK, fits: story => status(story) === 'in_progress', path: id => `/v1/desk/rides/${id}/end` },
  { name: 'abort', roles: DESK, fits: story => status(story) === 'in_progress', path: id => `/v1/desk/rides/${id}/abort`, danger: true },
  {
    name: 'cancel', roles: DESK, fits: story => ['scheduled', 'requested', 'accepted', 'arrived'].includes(status(story)), path: id => `/v1/desk/rides/${id}/cancel`,
    danger: true,
  },
  { name: 'collect', roles: MONEY, fits: due, path: id => `/v1/rides/${id}/collect` },
  { name: 'write_off', roles: MONEY, fits: due, path: id => `/v1/rides/${id}/write-off`, danger: true },
  { name: 'refund', roles: MONEY, fits: story => ['captured', 'overpaid'].includes(story.payment?.status), path: id => `/v1/rides/${id}/refund`, danger: true },
  { name: 'confirm', roles: MONEY, fits: story => story.payment?.status === 'unknown' || !!story.payment?.review, path: id => `/v1/rides/${id}/confirm-capture` },
  { name: 'deny', roles: MONEY, fits: story => story.payment?.status === 'unknown', path: id => `/v1/rides/${id}/deny-capture`, danger: true },
]);

/** @param {import('../kit/story.js').Story} story @param {string} role @returns {Act[]} */
export function possible(story, role) {
  return ACTS.filter(act => act.roles.includes(role) && act.fits(story));
}

const WHYS = ['breakdown', 'accident', 'road_closed', 'passenger_wish', 'passenger_conduct', 'emergency', 'other'];

/**
 * Asks for what an act needs, and does it.
 *
 * @param {object} of
 * @param {Act} of.act
 * @param {import('../kit/story.js').Story} of.story
 * @param {import('../kit/api.js').Api} of.api
 * @param {import('../kit/format.js').Format} of.format
 * @param {string} of.currency
 * @param {() => void} of.update
 * @param {(done: boolean) => void} of.onClose
 */
export function createAct({ act, story, api, format, currency, update, onClose }) {
  // One key for this act, however often it is sent.
  const key = newKey();
  const told = { reason: '', driver: '', why: 'other', tender: 'cash', amount: '', reference: '' };
  /** @type {any[] | undefined} */
  let drivers;
  let busy = false;
  /** @type {unknown} */
  let trouble = null;
  let wrong = '';

  async function free() {
    try {
      const all = await api.all('/v1/desk/duty?state=available', 2_000);
      const from = story.booking.pickup;
      drivers = all
        .map(driver => ({ ...driver, meters: driver.place ? metersBetween(driver.place, from) : Infinity }))
        .sort((a, b) => a.meters - b.meters)
        .slice(0, 30);
      told.driver = drivers[0]?.driver ?? '';
    } catch (problem) {
      trouble = problem;
    }
    update();
  }
  if (act.name === 'assign') free();

  function body() {
    const { reason } = told;
    if (act.name === 'assign') return { driver: told.driver, reason };
    if (act.name === 'abort') return { why: told.why, reason };
    if (act.name === 'collect') return { tender: told.tender, reason };
    if (act.name === 'confirm') return { gatewayReference: told.reference, reason };
    if (act.name === 'refund' && told.amount.trim()) return { amount: readMoney(told.amount, currency), reason };
    return { reason };
  }

  async function send(event) {
    event.preventDefault();
    wrong = act.name === 'refund' && told.amount.trim() && !readMoney(told.amount, currency) ? t('finish.no_amount') : act.name === 'assign' && !told.driver ? t('act.no_driver') : '';
    if (wrong || busy) {
      update();
      return;
    }
    busy = true;
    trouble = null;
    update();
    try {
      await api.post(act.path(story.id), body(), { key });
      announce(t('act.done', { act: t(`act.${act.name}`) }));
      onClose(true);
      return;
    } catch (problem) {
      trouble = problem;
    }
    busy = false;
    update();
  }

  const field = name => event => {
    told[name] = event.target.value;
    update();
  };

  return function Ask() {
    return html`<${Dialog} title=${t(`act.${act.name}`)} onClose=${() => onClose(false)}>
      <form class="stack" onSubmit=${send}>
        <p class="soft">${t(`act.${act.name}_what`)}</p>
        ${act.name === 'assign' && html`<div><label for="act-driver">${t('ride.driver')}</label>
          <select id="act-driver" value=${told.driver} onChange=${field('driver')}>
            ${drivers === undefined && html`<option value="">${t('loading')}</option>`}
            ${drivers?.length === 0 && html`<option value="">${t('act.nobody')}</option>`}
            ${drivers?.map(driver => html`<option key=${driver.driver} value=${driver.driver}>${driver.name} · ${driver.plate ?? ''}${Number.isFinite(driver.meters) ? ` · ${format.distance(driver.meters)}` : ''}</option>`)}
          </select></div>`}
        ${act.name === 'abort' && html`<div><label for="act-why">${t('act.why')}</label><select id="act-why" value=${told.why} onChange=${field('why')}>${WHYS.map(why => html`<option key=${why} value=${why}>${t(`abort.${why}`)}</option>`)}</select></div>`}
        ${act.name === 'collect' && html`<div><label for="act-tender">${t('ride.method')}</label><select id="act-tender" value=${told.tender} onChange=${field('tender')}>${['cash', 'terminal'].map(tender => html`<option key=${tender} value=${tender}>${t(`method.${tender}`)}</option>`)}</select></div>`}
        ${act.name === 'refund' && html`<div><label for="act-amount">${t('act.amount', { currency })}</label><input id="act-amount" inputmode="decimal" autocomplete="off" placeholder=${t('act.all')} value=${told.amount} onInput=${field('amount')} /></div>`}
        ${act.name === 'confirm' && html`<div><label for="act-reference">${t('act.reference')}</label><input id="act-reference" required maxlength="128" autocomplete="off" value=${told.reference} onInput=${field('reference')} /></div>`}
        <div><label for="act-reason">${t('reason')}</label><input id="act-reason" required maxlength="200" autocomplete="off" value=${told.reason} onInput=${field('reason')} /></div>
        ${wrong && html`<p class="wrong" role="alert">${wrong}</p>`}
        <${Trouble} problem=${trouble} />
        <div class="row even"><button type="button" onClick=${() => onClose(false)}>${t('close')}</button>
          <button class=${act.danger ? 'danger' : 'main'} disabled=${busy}>${busy ? t('loading') : t(`act.${act.name}`)}</button></div>
      </form>
    <//>`;
  };
}
