/**
 * The end of a ride at its place, or before: what the meter shows, what was agreed on, tolls, and what is in the car already.
 *
 * @module
 */
import { readMoney } from '../kit/format.js';
import { Dialog, html } from '../kit/ui.js';
import { t } from '../kit/words.js';

export const ABORTS = ['breakdown', 'accident', 'road_closed', 'passenger_wish', 'passenger_conduct', 'emergency', 'other'];
const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', '⌫'];

/**
 * @param {object} of
 * @param {any} of.ride
 * @param {boolean} of.early it is broken off
 * @param {string} of.currency
 * @param {() => void} of.update
 * @param {(body: any) => void} of.onDone
 * @param {() => void} of.onClose
 */
export function createFinish({ ride, early, currency, update, onDone, onClose }) {
  let basis = 'tariff';
  let amount = '';
  let toll = '';
  let meters = '';
  let tender = '';
  let reason = early ? 'passenger_wish' : '';
  let wrong = '';
  const inCar = ride.paymentMethod !== 'card';

  function press(key) {
    if (key === '⌫') amount = amount.slice(0, -1);
    else if (amount.length < 9 && !(key === '.' && amount.includes('.'))) amount += key;
    update();
  }

  function done(event) {
    event.preventDefault();
    const fare = basis === 'tariff' ? undefined : readMoney(amount, currency);
    const extra = toll.trim() ? readMoney(toll, currency) : undefined;
    wrong = basis !== 'tariff' && !fare ? t('finish.no_amount') : toll.trim() && !extra ? t('finish.no_toll') : meters.trim() && !/^\d{1,7}$/.test(meters.trim()) ? t('finish.no_meters') : '';
    if (wrong) {
      update();
      return;
    }
    onDone({
      ...(early ? { reason } : {}),
      ...(meters.trim() ? { meters: Number(meters) } : {}),
      ...(fare ? { fare: { basis, amount: fare } } : {}),
      ...(extra && extra.minorUnits > 0 ? { extras: [{ code: 'toll', amount: extra }] } : {}),
      ...(!early && tender ? { tender } : {}),
    });
  }

  return function Finish() {
    return html`<${Dialog} title=${t(early ? 'finish.early' : 'finish.title')} onClose=${onClose}>
      <form class="stack" onSubmit=${done}>
        ${early && html`<div><label for="why">${t('reason')}</label><select id="why" value=${reason} onChange=${event => { reason = event.target.value; update(); }}>
          ${ABORTS.map(name => html`<option key=${name} value=${name}>${t(`abort.${name}`)}</option>`)}</select></div>`}
        <fieldset><legend>${t('finish.fare')}</legend><div class="row even">
          ${['tariff', 'meter', 'agreed'].map(name => html`<button key=${name} type="button" aria-pressed=${basis === name ? 'true' : 'false'} onClick=${() => { basis = name; update(); }}>${t(`finish.${name}`)}</button>`)}
        </div></fieldset>
        ${basis !== 'tariff' && html`<div>
          <label for="amount">${t('finish.amount', { currency })}</label>
          <input id="amount" class="amount number" inputmode="decimal" autocomplete="off" value=${amount} onInput=${event => { amount = event.target.value; update(); }} />
          <div class="keypad">${KEYS.map(key => html`<button key=${key} type="button" aria-label=${key === '⌫' ? t('finish.erase') : key} onClick=${() => press(key)}>${key}</button>`)}</div>
        </div>`}
        <div class="row even">
          <div><label for="toll">${t('finish.toll', { currency })}</label><input id="toll" inputmode="decimal" autocomplete="off" value=${toll} onInput=${event => { toll = event.target.value; update(); }} /></div>
          <div><label for="meters">${t('finish.meters')}</label><input id="meters" inputmode="numeric" autocomplete="off" value=${meters} onInput=${event => { meters = event.target.value; update(); }} /></div>
        </div>
        ${!early && inCar && html`<fieldset><legend>${t('finish.tender')}</legend><div class="row even">
          ${[['', 'finish.not_yet'], ['cash', 'method.cash'], ['terminal', 'method.terminal']].map(([name, key]) => html`<button key=${name} type="button" aria-pressed=${tender === name ? 'true' : 'false'} onClick=${() => { tender = name; update(); }}>${t(key)}</button>`)}
        </div></fieldset>`}
        ${wrong && html`<p class="wrong" role="alert">${wrong}</p>`}
        <button class="main big">${t(early ? 'finish.break_off' : 'finish.done')}</button>
      </form>
    <//>`;
  };
}
