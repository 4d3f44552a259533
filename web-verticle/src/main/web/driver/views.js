/**
 * What a driver sees: an offer that fills the screen, and one big step at a time.
 *
 * @module
 */
import { countdown, metersBetween } from '../kit/format.js';
import { MapView } from '../kit/map.js';
import { Receipt } from '../kit/receipt.js';
import { unlock, unlocked } from '../kit/sound.js';
import { Dialog, Waiting, html } from '../kit/ui.js';
import { t, tOr } from '../kit/words.js';
import { next } from './steps.js';

const ARRIVALS = ['position_wrong', 'road_closed', 'agreed_elsewhere', 'other'];

/** @param {{drive: import('./drive.js').Drive, started: import('../kit/start.js').Started}} props */
export function Offer({ drive, started }) {
  const offer = drive.offers[0];
  const { city, clock } = started;
  const fmt = started.format();
  const left = clock.until(offer.expiresAt);
  const here = drive.place.where();
  return html`<${Dialog} key=${offer.id} title=${t('offer.title')} class="offer" bare onClose=${() => undefined}>
    <${MapView} city=${city} label=${t('ask.map')} onReady=${map => {
      map.pin(offer.pickup, 'pickup', t('ask.pickup'));
      map.pin(offer.dropoff, 'dropoff', t('ask.dropoff'));
      if (here) map.pin(here, 'me', t('drive.me'));
      map.show(here ? [offer.pickup, offer.dropoff, here] : [offer.pickup, offer.dropoff]);
    }} />
    <p class="count number" role="timer" aria-label=${t('offer.left')}>${countdown(left)}</p>
    <dl class="offer-facts">
      <div><dt>${t('offer.away')}</dt><dd>${fmt.distance(offer.metersAway)}</dd></div>
      <div><dt>${t('offer.drive')}</dt><dd>${fmt.minutes(offer.pickupSeconds)}</dd></div>
      <div><dt>${t('offer.ride')}</dt><dd>${t('offer.straight', { distance: fmt.distance(metersBetween(offer.pickup, offer.dropoff)) })}</dd></div>
      <div><dt>${t('ride.passengers')}</dt><dd>${offer.passengers}</dd></div>
      ${offer.pickupAt && html`<div><dt>${t('ride.wanted')}</dt><dd>${fmt.day(offer.pickupAt)}</dd></div>`}
    </dl>
    <button type="button" class="main big" disabled=${drive.busy || left <= 0} onClick=${() => drive.accept(offer)}>${t('offer.accept')}</button>
    <button type="button" disabled=${drive.busy} onClick=${() => drive.decline(offer)}>${t('offer.decline')}</button>
  <//>`;
}

/** What is answered sooner need not be shown as waiting. */
const SHOWN_AFTER_MILLIS = 1_000;

/** What waits for a line. */
export function Taps({ drive, format }) {
  const taps = drive.box.taps().filter(tap => drive.box.offline() || Date.now() - tap.kept > SHOWN_AFTER_MILLIS);
  if (taps.length === 0) return null;
  return html`<div class="note" role="status">
    <b>${drive.box.offline() ? t('taps.offline') : t('taps.sending')}</b>
    <ul>${taps.map(tap => html`<li key=${tap.key}>${t('taps.tap', { step: t(`step.${tap.step}`), time: format.exact(tap.at) })}</li>`)}</ul>
  </div>`;
}

/** @param {{drive: import('./drive.js').Drive, started: import('../kit/start.js').Started, ask: (what: string) => void}} props */
export function Ride({ drive, started, ask }) {
  const { ride, rider } = drive;
  const { clock } = started;
  const fmt = started.format();
  const status = drive.status();
  const step = next(status);
  const waits = drive.box.taps().some(tap => tap.ride === ride.id);
  const person = rider?.person;
  const goal = status === 'in_progress' ? 'dropoff' : 'pickup';
  const named = rider?.[goal]?.label;
  const away = drive.place.where() && metersBetween(drive.place.where(), ride[goal]);
  return html`<section class="stack" aria-label=${t('drive.ride')}>
    <h1>${t(`drive.is.${status}`)}</h1>
    ${(status === 'accepted' || status === 'in_progress') && html`<p class="goal">${named ?? t(`ask.${goal}`)}${away ? html` <small>${t('offer.straight', { distance: fmt.distance(away) })}</small>` : ''}</p>`}
    ${status === 'accepted' && html`<p>${t('drive.promised', { time: fmt.time(ride.pickupEta) })} · ${eta(clock.until(ride.pickupEta), fmt)}</p>`}
    ${status === 'arrived' && html`<p>${t('drive.waiting', { time: waited(ride, clock) })}</p>`}
    ${(status === 'accepted' || status === 'arrived') && html`<div class="row">
      <span>${person ? t('drive.meets', { name: person.firstName, n: ride.passengers }) : t('drive.passengers', { n: ride.passengers })}</span>
      ${person && html`<a class="button" href=${`tel:${person.phone}`}>${t('drive.call')}</a><a class="button" href=${`sms:${person.phone}`}>${t('drive.message')}</a>`}
    </div>`}
    <button type="button" onClick=${() => ask('write')}>${t('drive.write')}</button>
    <p><span class="chip">${t(`method.${ride.paymentMethod}`)}</span> <a href=${navigate(ride[goal])} target="_blank" rel="noreferrer noopener">${t('drive.navigate')}</a></p>
    ${step && html`<button type="button" class="main big step" onClick=${() => (step === 'dropoff' ? ask('finish') : drive.tap(step))}>${t(`step.${step}`)}</button>`}
    ${status === 'arrived' && html`<${NoShow} drive=${drive} clock=${clock} />`}
    ${ride.collect && status === 'settling' && html`<${Collect} drive=${drive} clock=${clock} format=${fmt} />`}
    ${status === 'settling' && !ride.collect && html`<${Waiting}>${t('drive.settling')}<//>`}
    ${!waits && (status === 'accepted' || status === 'arrived') && html`<button type="button" class="danger" onClick=${() => ask('giveback')}>${t('step.cancel')}</button>`}
    ${!waits && status === 'in_progress' && html`<button type="button" class="danger" onClick=${() => ask('abort')}>${t('step.abort')}</button>`}
  </section>`;
}

function NoShow({ drive, clock }) {
  const { ride } = drive;
  const asked = ride.contactedAt || drive.box.taps().some(tap => tap.step === 'contact');
  if (!asked) return html`<button type="button" onClick=${() => drive.tap('contact')}>${t('step.contact')}</button>`;
  if (!ride.noShowFrom) return null;
  const left = clock.until(ride.noShowFrom);
  if (left > 0) return html`<p class="note" role="timer">${t('drive.no_show_in', { time: countdown(left) })}</p>`;
  return html`<button type="button" class="danger" onClick=${() => drive.tap('no-show')}>${t('step.no-show')}</button>`;
}

function Collect({ drive, clock, format }) {
  const { collect, fare } = drive.ride;
  return html`<div class="stack">
    ${collect.declined && html`<p class="note">${t('drive.declined', { code: collect.declined })}</p>`}
    <p class="price number">${fare ? format.money(fare.total) : ''}</p>
    <p role="timer">${t('drive.collect_until', { time: countdown(clock.until(collect.until)) })}</p>
    <div class="row even"><button type="button" class="main big" onClick=${() => drive.tap('cash')}>${t('step.cash')}</button>
      <button type="button" class="main big" onClick=${() => drive.tap('terminal')}>${t('step.terminal')}</button></div>
  </div>`;
}

/** The ride that was. */
export function Done({ drive, format }) {
  const { done } = drive;
  return html`<section class="stack" aria-label=${t('drive.done')}>
    <h1>${t('drive.done')}</h1>
    ${done.review && html`<p class="note">${t('drive.review', { why: done.review })}</p>`}
    ${done.fare && html`<${Receipt} fare=${done.fare} meters=${done.meters} format=${format} />`}
    <button type="button" class="main big" onClick=${drive.calm}>${t('drive.on')}</button>
  </section>`;
}

/** On duty and free, or off duty. @param {{drive: import('./drive.js').Drive, started: import('../kit/start.js').Started}} props */
export function Duty({ drive, started, update }) {
  const { duty } = drive;
  const { city } = started;
  const on = !!duty?.taxi;
  return html`<section class="stack" aria-label=${t('drive.duty')}>
    <h1>${on ? t('drive.free') : t('drive.off')}</h1>
    ${drive.ended && html`<p class="note" role="alert">${tOr(`gone.${drive.ended}`, drive.ended)} <button type="button" class="small" onClick=${drive.calm}>${t('drive.understood')}</button></p>`}
    ${on
      ? html`<p>${t('drive.in_taxi', { plate: duty.plate ?? '' })} · ${t(`duty.${duty.state}`)}</p>
        ${!unlocked() && html`<button type="button" onClick=${() => { unlock(); setTimeout(update, 200); }}>${t('drive.sound')}</button>`}
        <button type="button" disabled=${drive.busy} onClick=${() => drive.setDuty(false)}>${t('drive.go_off')}</button>`
      : html`<form class="stack" onSubmit=${event => { event.preventDefault(); unlock(); drive.setDuty(true); }}>
          ${drive.taxis.length > 0
            ? html`<div><label for="taxi">${t('ride.taxi')}</label><select id="taxi" value=${drive.taxi} onChange=${event => { drive.taxi = event.target.value; update(); }}>
                ${!drive.taxis.some(taxi => taxi.id === drive.taxi) && html`<option value=${drive.taxi}>${drive.taxi || '–'}</option>`}
                ${drive.taxis.map(taxi => html`<option key=${taxi.id} value=${taxi.id}>${taxi.plate}</option>`)}</select></div>`
            : html`<div><label for="taxi">${t('drive.taxi_id')}</label><input id="taxi" required autocomplete="off" value=${drive.taxi} onInput=${event => { drive.taxi = event.target.value; update(); }} /></div>`}
          <button class="main big" disabled=${drive.busy || !drive.taxi}>${t('drive.go_on')}</button>
        </form>`}
    ${on && !drive.place.where() && html`<p class="note">${city.dev ? t('drive.place_dev') : t('drive.place')}</p>`}
  </section>`;
}

/** Calls nobody has yet. */
export function Calls({ drive, started }) {
  const { clock } = started;
  const fmt = started.format();
  return html`<section class="stack list">
    <h1>${t('calls.title')}</h1>
    ${!drive.duty?.taxi && html`<p class="soft">${t('calls.off')}</p>`}
    ${drive.ride && html`<p class="soft">${t('calls.busy')}</p>`}
    ${drive.calls?.length === 0 && !drive.ride && html`<p class="soft">${t('calls.none')}</p>`}
    <ul class="stack">${!drive.ride && drive.calls?.map(call => html`<li key=${call.id} class="card row">
      <div class="grow"><b>${t('calls.away', { distance: fmt.distance(call.metersAway) })}</b><br />
        <small>${t('calls.more', { distance: fmt.distance(metersBetween(call.pickup, call.dropoff)), n: call.passengers })} · <span class="number">${countdown(clock.until(call.searchUntil))}</span></small></div>
      <button type="button" class="main" disabled=${drive.busy} onClick=${() => drive.acceptCall(call)}>${t('offer.accept')}</button>
    </li>`)}</ul>
  </section>`;
}

/** Why he is there although his taxi is not, or why he gives a ride back. */
export function WhyArrived({ drive, onClose }) {
  return html`<${Dialog} title=${t('arrive.title')} onClose=${onClose}>
    <div class="stack">${ARRIVALS.map(name => html`<button key=${name} type="button" onClick=${() => { drive.tap('arrive', { reason: name }); onClose(); }}>${t(`arrive.${name}`)}</button>`)}</div>
  <//>`;
}

/** @param {{drive: import('./drive.js').Drive, onClose: () => void}} props */
export function GiveBack({ drive, onClose }) {
  return html`<${Dialog} title=${t('giveback.title')} onClose=${onClose}>
    <form class="stack" onSubmit=${event => {
      event.preventDefault();
      drive.tap('cancel', { reason: new FormData(event.target).get('reason') });
      onClose();
    }}>
      <p>${t('giveback.what')}</p>
      <div><label for="why-back">${t('reason')}</label><input id="why-back" name="reason" required maxlength="200" autocomplete="off" /></div>
      <button class="danger">${t('step.cancel')}</button>
    </form>
  <//>`;
}

function eta(seconds, fmt) {
  return seconds > 0 ? t('drive.in', { minutes: fmt.minutes(seconds) }) : t('drive.late', { minutes: fmt.minutes(-seconds) });
}

function waited(ride, clock) {
  return countdown(ride.arrivedAt ? -clock.until(ride.arrivedAt) : 0);
}

/** Opens whatever map the phone has (RFC 5870). */
function navigate(where) {
  return `geo:${where.lat},${where.lng}?q=${where.lat},${where.lng}`;
}
