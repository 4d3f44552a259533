/**
 * A driver's day: his rides, and what was paid for them.
 *
 * @module
 */
import { place } from '../kit/panel.js';
import { Receipt } from '../kit/receipt.js';
import { Trouble, Waiting, html } from '../kit/ui.js';
import { t } from '../kit/words.js';
import { fromZoned, toZoned } from '../kit/zoned.js';

/** More than a shift has. */
const MAX_RIDES = 300;

/**
 * @param {any[]} rides of the history
 * @returns {Map<string, number>} what was paid, in minor units by currency
 */
export function sum(rides) {
  const sums = new Map();
  for (const { paid, refunded } of rides) {
    if (!paid) continue;
    sums.set(paid.currency, (sums.get(paid.currency) ?? 0) + paid.minorUnits - (refunded?.minorUnits ?? 0));
  }
  return sums;
}

/** @param {{api: import('../kit/api.js').Api, update: () => void, format: () => import('../kit/format.js').Format, started: import('../kit/start.js').Started}} of */
export function createEarnings({ api, update, format, started }) {
  const { city, clock } = started;
  /** @type {any[] | undefined} */
  let rides;
  /** @type {unknown} */
  let trouble = null;
  let open = '';

  async function load() {
    trouble = null;
    const midnight = fromZoned(`${toZoned(clock.now(), city.zone).slice(0, 10)}T00:00`, city.zone);
    try {
      rides = await api.all(`/v1/ride-history?from=${midnight}`, MAX_RIDES);
    } catch (problem) {
      trouble = problem;
    }
    update();
  }

  load();
  return function Earnings() {
    const fmt = format();
    return html`<section class="stack list">
      <h1>${t('earnings.title')}</h1>
      <${Trouble} problem=${trouble} onAgain=${load} />
      ${rides === undefined && !trouble && html`<${Waiting} />`}
      ${rides && html`<p class="price number">${[...sum(rides)].map(([currency, minorUnits]) => fmt.money({ minorUnits, currency })).join(' + ') || fmt.money({ minorUnits: 0, currency: city.currency })}</p>
        <p class="soft">${t('earnings.of', { n: rides.filter(ride => ride.paid).length })}</p>
        <ul class="stack">${rides.map(ride => html`<li key=${ride.id} class="card">
          <button type="button" class="fold" aria-expanded=${open === ride.id ? 'true' : 'false'} onClick=${() => { open = open === ride.id ? '' : ride.id; update(); }}>
            <span class="grow"><b>${fmt.time(ride.acceptedAt ?? ride.requestedAt)}</b><br />${ride.pickup ? place(ride.pickup) : ''} → ${ride.dropoff ? place(ride.dropoff) : ''}</span>
            <span class="end"><span class="number">${ride.paid ? fmt.money(ride.paid) : ''}</span><br /><span class="chip">${t(`status.${ride.status}`)}</span></span>
          </button>
          ${open === ride.id && html`<div class="stack opened">${ride.fare ? html`<${Receipt} fare=${ride.fare} meters=${ride.meters} paid=${ride.paid} refunded=${ride.refunded} format=${fmt} />` : html`<p class="soft">${t('rider.no_fare')}</p>`}</div>`}
        </li>`)}</ul>`}
    </section>`;
  };
}
