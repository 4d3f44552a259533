/**
 * A booking as its rider lives it: search, taxi, ride, payment.
 *
 * @module
 */
import { countdown } from '../kit/format.js';
import { MapView } from '../kit/map.js';
import { place } from '../kit/panel.js';
import { Receipt } from '../kit/receipt.js';
import { play } from '../kit/sound.js';
import { follow } from '../kit/stream.js';
import { Dialog, Freshness, Trouble, Waiting, announce, html } from '../kit/ui.js';
import { t } from '../kit/words.js';
import { createWriting } from '../kit/writing.js';

/** The stream tells where the taxi is until it is there; on the ride it is asked for. */
const DRIVER_MILLIS = 4_000;
/** Nothing more happens by itself. */
export const OVER = new Set(['completed', 'no_drivers_available', 'rider_canceled', 'operator_canceled', 'no_show', 'aborted', 'expired', 'owed']);
const WITH_DRIVER = new Set(['accepted', 'arrived', 'in_progress']);
/** With them there is, or was, a driver to write to. */
const WRITABLE = new Set([...WITH_DRIVER, 'settling', 'completed', 'aborted', 'owed']);
const CANCELABLE = new Set(['scheduled', 'requested', 'accepted', 'arrived']);
const PAYABLE = new Set(['declined', 'owed']);
const PAID = new Set(['captured', 'tendered']);
/** Of the fare, in percent. */
const TIPS = [10, 15, 20];

/**
 * @param {object} of
 * @param {any} of.booking
 * @param {import('../kit/start.js').Started} of.started
 * @param {import('../kit/api.js').Api} of.api
 * @param {() => Promise<boolean>} of.renew
 * @param {() => void} of.update
 * @param {() => void} of.onLeave the rider has seen how it ended
 */
export function createRide({ booking, started, api, renew, update, onLeave }) {
  const { city, clock, format } = started;
  let now = booking;
  let state = 'connecting';
  /** @type {any} */
  let driver = null;
  /** @type {any} */
  let record = null;
  /** @type {any} */
  let payment = null;
  /** What was given beside the fare. @type {any} */
  let tip = null;
  /** @type {unknown} */
  let trouble = null;
  let asking = false;
  /** @type {ReturnType<typeof createWriting> | undefined} */
  let writing;
  let busy = false;
  let closed = false;
  /** @type {import('../kit/map.js').CityMap | undefined} */
  let map;

  async function look() {
    try {
      const found = await api.get(`/v1/bookings/${now.id}`);
      if (closed) return;
      const moved = found.status !== now.status;
      now = found;
      if (moved) {
        announce(t(`rider.is.${now.status}`));
        if (now.status === 'arrived' || now.status === 'accepted') play('done');
      }
      if (WITH_DRIVER.has(now.status)) who();
      else driver = null;
      if (now.fare) money();
      show();
    } catch (problem) {
      trouble = problem;
    }
    update();
  }

  async function who() {
    try {
      driver = await api.get(`/v1/bookings/${now.id}/driver`, { tries: 1 });
      see(driver.taxi);
    } catch (problem) {
      if (problem.code === 'not_found') driver = null;
    }
    update();
  }

  function see(taxi) {
    if (!taxi || !map) return;
    const seen = Date.now() - clock.realAge(taxi.at);
    map.stage.movers.see({ id: 'taxi', state: 'on_trip', lat: taxi.where.lat, lng: taxi.where.lng, seen, about: null }, performance.now());
    map.stage.redraw();
  }

  async function money() {
    try {
      payment = await api.get(`/v1/payments/${now.id}`, { tries: 1 });
      if (PAID.has(payment.status) && !tip) tip = await api.get(`/v1/payments/${now.id}?purpose=tip`, { tries: 1 });
    } catch {
      // No charge yet, or no tip.
    }
    try {
      const at = Date.parse(now.requestedAt);
      const page = await api.get(`/v1/ride-history?from=${new Date(at - 1000).toISOString()}&to=${new Date(at + 1000).toISOString()}`, { tries: 1 });
      record = page.items.find(item => item.id === now.id) ?? record;
    } catch {
      // History may be behind: it is asked again at the next event.
    }
    update();
  }

  function show() {
    if (!map) return;
    const marks = map.stage.marks;
    if (now.status === 'requested') marks.set(now.id, { id: now.id, status: 'requested', pickup: now.pickup, dropoff: now.dropoff });
    else if (WITH_DRIVER.has(now.status)) marks.set(now.id, { id: now.id, status: now.status, pickup: now.pickup, dropoff: now.dropoff, taxi: 'taxi' });
    else marks.delete(now.id);
    if (!WITH_DRIVER.has(now.status)) map.stage.movers.keep(() => false);
    map.stage.redraw();
  }

  const line = follow(`/v1/bookings/${booking.id}/events?with=taxi`, {
    role: 'rider',
    renew,
    onState: told => {
      state = told;
      if (told === 'ended') look();
      update();
    },
    onEvent: ({ type, data }) => {
      if (type === 'taxi.moved') {
        see(data.taxi);
        if (driver) driver = { ...driver, taxi: data.taxi, eta: data.eta };
        update();
      } else {
        look();
      }
    },
  });
  const asker = setInterval(() => {
    if (document.hidden) return;
    if (now.status === 'in_progress' || (WITH_DRIVER.has(now.status) && !driver)) who();
    // What goes on after the stream's end: a charge that takes longer, a history that is behind.
    if (now.fare && !record?.fare) money();
    if (now.status === 'owed' || (now.status === 'settling' && PAYABLE.has(payment?.status))) look();
  }, DRIVER_MILLIS);
  look();

  /** What canceling costs at this moment; absent: nothing. */
  function costs() {
    const rule = now.cancellation;
    return rule && clock.until(rule.freeUntil) <= 0 ? rule.fee : undefined;
  }

  async function cancel() {
    busy = true;
    trouble = null;
    update();
    try {
      const fee = costs();
      now = await api.post(`/v1/bookings/${now.id}/cancel`, fee ? { feeUpTo: fee } : {});
      asking = false;
      look();
    } catch (problem) {
      // It costs something since a moment ago: the rider sees what, and decides again.
      asking = problem.code === 'fee_not_agreed';
      if (asking) look();
      else trouble = problem;
    }
    busy = false;
    update();
  }

  function write() {
    writing = createWriting({ api, update, format, ride: now.id, onClose: () => { writing = undefined; update(); } });
    update();
  }

  async function give(amount) {
    busy = true;
    trouble = null;
    update();
    try {
      tip = await api.post(`/v1/payments/${now.id}/tip`, { amount });
    } catch (problem) {
      trouble = problem;
    }
    busy = false;
    update();
  }

  async function pay(method) {
    busy = true;
    trouble = null;
    update();
    try {
      payment = await api.post(`/v1/payments/${now.id}/pay`, { paymentMethod: method });
      look();
    } catch (problem) {
      trouble = problem;
    }
    busy = false;
    update();
  }

  function View() {
    const fmt = format();
    const left = clock.until(now.searchUntil);
    const over = OVER.has(now.status);
    return html`<div class="ask">
      <${MapView} key="ride" city=${city} label=${t('ask.map')} onReady=${made => {
        map = made;
        map.stage.view.big = true;
        map.pin(now.pickup, 'pickup', t('ask.pickup'));
        map.pin(now.dropoff, 'dropoff', t('ask.dropoff'));
        map.show([now.pickup, now.dropoff]);
        show();
        see(driver?.taxi);
      }} />
      <section class="card stack" aria-label=${t('rider.ride')}>
        <div class="row"><h1 class="grow">${t(`rider.is.${now.status}`)}</h1>${!over && html`<${Freshness} state=${state === 'ended' ? 'live' : state} />`}</div>
        ${now.status === 'requested' && html`<div>
          <p class="count number" role="timer" aria-label=${t('rider.left')}>${countdown(left)}</p>
          <progress max="60" value=${Math.max(0, Math.min(60, left))} aria-label=${t('rider.left')}></progress>
          <p>${now.searchDelayed ? t('rider.delayed') : left > 0 ? t('rider.answer_by') : t('rider.any_moment')}</p>
        </div>`}
        ${now.status === 'scheduled' && html`<p>${t('rider.scheduled_for', { when: fmt.day(now.pickupAt) })}</p>`}
        ${WITH_DRIVER.has(now.status) && html`<div class="driver">
          ${driver
            ? html`<p class="plate" aria-label=${t('rider.plate')}>${driver.plate}</p>
              <p class="driver-name">${driver.name}</p>
              ${eta(fmt)}
              ${driver.phone && html`<a class="button" href=${`tel:${driver.phone}`}>${t('rider.call')}</a>`}
              ${!driver.taxi && html`<small>${t('rider.unseen')}</small>`}`
            : html`<p class="plate">${now.taxi?.plate ?? ''}</p><${Waiting} />`}
        </div>`}
        <dl class="facts">
          <dt>${t('ride.from')}</dt><dd>${place(now.pickup)}</dd>
          <dt>${t('ride.to')}</dt><dd>${place(now.dropoff)}</dd>
          <dt>${t('ride.method')}</dt><dd>${t(`method.${now.paymentMethod}`)}</dd>
          ${now.reason && html`<dt>${t('reason')}</dt><dd>${now.reason}</dd>`}
        </dl>
        ${now.status === 'rider_canceled' && html`<p>${now.fee ? t('rider.was_fee', { fee: fmt.money(now.fee) }) : t(now.freeCancellation ? 'rider.was_free' : 'rider.was_late')}</p>`}
        ${now.status === 'no_show' && now.fee && html`<p>${t('rider.was_fee', { fee: fmt.money(now.fee) })}</p>`}
        ${payment && (now.status === 'settling' || over) && html`<p><span class=${`chip ${PAYABLE.has(payment.status) ? 'bad' : ''}`}>${t(`payment.${payment.status}`)}</span> <span class="number">${fmt.money(payment.amount)}</span></p>`}
        ${payment && PAYABLE.has(payment.status) && html`<div class="stack">
          <p>${t('rider.pay_again')}</p>
          <div class="row even">${['card', 'cash', 'terminal'].map(method => html`<button key=${method} type="button" disabled=${busy} onClick=${() => pay(method)}>${t(`method.${method}`)}</button>`)}</div>
        </div>`}
        ${record?.fare
          ? html`<${Receipt} fare=${record.fare} meters=${record.meters} paid=${record.paid} refunded=${record.refunded} format=${fmt} />`
          : now.fare && html`<p class="price number">${fmt.money(now.fare)}</p>`}
        ${now.status === 'completed' && payment && PAID.has(payment.status) && Tip(fmt)}
        <${Trouble} problem=${trouble} onAgain=${look} />
        ${WRITABLE.has(now.status) && html`<button type="button" onClick=${write}>${t('rider.write')}</button>`}
        ${CANCELABLE.has(now.status) && html`<button type="button" class="danger" onClick=${() => { asking = true; update(); }}>${t('rider.cancel')}</button>`}
        ${over && html`<button type="button" class="main big" onClick=${onLeave}>${t('rider.again')}</button>`}
        ${now.status === 'scheduled' && html`<button type="button" onClick=${onLeave}>${t('rider.another')}</button>`}
      </section>
      ${writing && html`<${writing} />`}
      ${asking && html`<${Dialog} title=${t('rider.cancel_title')} onClose=${() => { asking = false; update(); }}>
        <p>${cancelWords(fmt)}</p>
        <div class="row even"><button type="button" onClick=${() => { asking = false; update(); }}>${t('rider.keep')}</button>
        <button type="button" class="danger" disabled=${busy} onClick=${cancel}>${t('rider.cancel')}</button></div>
      <//>`}
    </div>`;
  }

  function cancelWords(fmt) {
    const rule = now.cancellation;
    if (!now.taxi) return t('rider.cancel_free');
    if (!rule) return t('rider.cancel_for_nothing');
    const words = { fee: fmt.money(rule.fee), time: fmt.time(rule.freeUntil) };
    return t(costs() ? 'rider.cancel_costs' : 'rider.cancel_free_until', words);
  }

  function Tip(fmt) {
    if (tip && tip.status !== 'declined') return html`<p>${t('rider.tip_given', { amount: fmt.money(tip.amount) })}</p>`;
    const { minorUnits, currency } = payment.amount;
    const amounts = tip
      ? [tip.amount]
      : TIPS.map(percent => ({ minorUnits: Math.max(1, Math.round((minorUnits * percent) / 100)), currency }));
    return html`<div class="stack">
      <p>${t(tip ? 'rider.tip_declined' : 'rider.tip')}</p>
      <div class="row even">${amounts.map(amount => html`<button key=${amount.minorUnits} type="button" disabled=${busy} onClick=${() => give(amount)}>${fmt.money(amount)}</button>`)}</div>
    </div>`;
  }

  function eta(fmt) {
    const at = driver.eta ?? (now.status === 'accepted' ? now.taxi?.pickupEta : undefined);
    if (!at || now.status === 'arrived') return null;
    const seconds = clock.until(at);
    const key = now.status === 'in_progress' ? 'rider.eta_there' : 'rider.eta';
    return html`<p class="eta">${seconds > 0 ? t(key, { minutes: fmt.minutes(seconds), time: fmt.time(at) }) : t('rider.any_moment')}</p>`;
  }

  return {
    id: booking.id,
    View,
    booking: () => now,
    close: () => {
      closed = true;
      clearInterval(asker);
      line.close();
    },
  };
}
