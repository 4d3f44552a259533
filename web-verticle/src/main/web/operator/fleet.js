/**
 * Drivers and taxis: who is where, and who may take calls.
 *
 * @module
 */
import { newKey, query } from '../kit/api.js';
import { MapView } from '../kit/map.js';
import { Dialog, Trouble, Waiting, announce, html } from '../kit/ui.js';
import { t } from '../kit/words.js';

const LOOK_MILLIS = 5_000;
const MAX_DRIVERS = 6_000;
const MAX_TAXIS = 6_000;
/** More rows than these nobody reads: a filter helps. */
const SHOWN_ROWS = 150;
const STATES = ['available', 'reserved', 'stopped', 'on_trip', 'non_operational', 'non_contactable'];

/**
 * @param {object} of
 * @param {import('../kit/start.js').Started} of.started
 * @param {import('../kit/api.js').Api} of.api
 * @param {string} of.role
 * @param {() => void} of.update
 * @param {(id: string) => void} of.onChoose
 */
export function createFleet({ started, api, role, update, onChoose }) {
  const { city, clock } = started;
  /** @type {any[] | undefined} */
  let drivers;
  /** @type {any[] | undefined} */
  let taxis;
  /** @type {unknown} */
  let trouble = null;
  let state = '';
  let text = '';
  /** @type {{kind: string, id: string, name: string, standing: string} | null} */
  let asked = null;
  let reason = '';
  let busy = false;
  let key = '';
  const entry = { name: '', phone: '', plate: '', seats: '4' };
  /** @type {import('../kit/map.js').CityMap | undefined} */
  let map;
  let closed = false;

  async function look() {
    if (closed) return;
    if (!document.hidden) {
      try {
        drivers = await api.all(query('/v1/desk/duty', { state }), MAX_DRIVERS, { tries: 1 });
        trouble = null;
        show();
      } catch (problem) {
        trouble = problem;
      }
      update();
    }
    setTimeout(look, LOOK_MILLIS);
  }

  function show() {
    if (!map) return;
    const there = new Set();
    for (const driver of drivers ?? []) {
      if (!driver.place || !fits(driver)) continue;
      there.add(driver.driver);
      map.stage.movers.see({ id: driver.driver, state: driver.state, lat: driver.place.lat, lng: driver.place.lng, seen: Date.now() - clock.realAge(driver.seenAt), about: driver }, performance.now());
    }
    map.stage.movers.keep(mover => there.has(mover.id));
    map.stage.redraw();
  }

  async function list() {
    try {
      taxis = await api.all('/v1/fleet/taxis', MAX_TAXIS);
    } catch (problem) {
      trouble = problem;
    }
    update();
  }

  const fits = driver => !text.trim() || `${driver.name} ${driver.plate ?? ''} ${driver.area ?? ''}`.toLowerCase().includes(text.trim().toLowerCase());

  async function run(work, said) {
    busy = true;
    trouble = null;
    update();
    try {
      await work();
      if (said) announce(said);
      asked = null;
      await list();
    } catch (problem) {
      trouble = problem;
    }
    busy = false;
    update();
  }

  function ask(kind, id, name, standing) {
    asked = { kind, id, name, standing };
    reason = '';
    key = newKey();
    update();
  }

  function decide(event) {
    event.preventDefault();
    const { kind, id, standing } = asked;
    const path = kind === 'tokens' ? `/v1/desk/subjects/${id}/revoke-tokens` : `/v1/fleet/${kind}/${id}/standing`;
    run(() => api.post(path, kind === 'tokens' ? { reason } : { standing, reason }, { key }), t('fleet.done'));
  }

  function Standing({ kind, id, name, standing }) {
    if (role !== 'admin') return standing && standing !== 'active' ? html`<span class="chip bad">${t(`standing.${standing}`)}</span>` : null;
    return html`<span class="row acts">${(standing ?? 'active') === 'active'
      ? html`<button type="button" class="small" onClick=${() => ask(kind, id, name, 'suspended')}>${t('fleet.suspend')}</button><button type="button" class="small danger" onClick=${() => ask(kind, id, name, 'removed')}>${t('fleet.remove')}</button>`
      : html`<span class="chip bad">${t(`standing.${standing}`)}</span><button type="button" class="small" onClick=${() => ask(kind, id, name, 'active')}>${t('fleet.take_back')}</button>`}
      ${kind === 'drivers' && html`<button type="button" class="small" onClick=${() => ask('tokens', id, name, '')}>${t('fleet.revoke')}</button>`}</span>`;
  }

  look();
  list();

  function View() {
    const fmt = started.format();
    const seen = (drivers ?? []).filter(fits);
    return html`<div class="fleet stack">
      <h1 class="unseen">${t('fleet.tab')}</h1>
      <div class="row filters" role="search">
        <select aria-label=${t('fleet.state')} value=${state} onChange=${event => { state = event.target.value; drivers = undefined; update(); }}>
          <option value="">${t('fleet.all_states')}</option>${STATES.map(name => html`<option key=${name} value=${name}>${t(`duty.${name}`)}</option>`)}</select>
        <input id="filter" type="search" aria-label=${t('fleet.search')} placeholder=${t('fleet.search')} value=${text} onInput=${event => { text = event.target.value; show(); update(); }} />
      </div>
      <${Trouble} problem=${asked ? null : trouble} />
      <${MapView} city=${city} label=${t('city.map')} class="fleet-map" onReady=${made => {
        map = made;
        map.stage.movers.millis = LOOK_MILLIS;
        map.onClick(({ taxi }) => {
          const ride = taxi && map.stage.movers.all.get(taxi)?.about.ride;
          if (ride) onChoose(ride);
        });
        show();
      }} />
      <h2>${t('fleet.drivers')} <span class="chip number">${drivers ? fmt.number(seen.length) : '…'}</span></h2>
      ${drivers === undefined && !trouble && html`<${Waiting} />`}
      <div class="scroll" role="region" tabindex="0" aria-label=${t('fleet.drivers')}><table>
        <thead><tr><th scope="col">${t('choose.name')}</th><th scope="col">${t('ride.taxi')}</th><th scope="col">${t('fleet.state')}</th><th scope="col">${t('fleet.since')}</th><th scope="col">${t('board.area')}</th><th scope="col">${t('fleet.seen')}</th><th scope="col">${t('fleet.acts')}</th></tr></thead>
        <tbody>${seen.slice(0, SHOWN_ROWS).map(driver => html`<tr key=${driver.driver}>
          <td>${driver.name}</td><td>${driver.plate ?? ''}</td>
          <td><span class="chip"><span class=${`swatch ${driver.state}`} aria-hidden="true"></span>${t(`duty.${driver.state}`)}</span> ${driver.ride && html`<button type="button" class="small" onClick=${() => onChoose(driver.ride)}>${t('fleet.ride')}</button>`}</td>
          <td>${fmt.time(driver.since)}</td><td>${driver.area ?? ''}</td>
          <td class="number">${driver.seenAt ? fmt.seconds(Math.max(0, Math.round(clock.realAge(driver.seenAt) / 1000))) : '–'}</td>
          <td><${Standing} kind="drivers" id=${driver.driver} name=${driver.name} standing=${driver.standing} /></td></tr>`)}</tbody>
      </table></div>
      <h2>${t('fleet.taxis')} <span class="chip number">${taxis ? fmt.number(taxis.length) : '…'}</span></h2>
      <div class="scroll" role="region" tabindex="0" aria-label=${t('fleet.taxis')}><table>
        <thead><tr><th scope="col">${t('rider.plate')}</th><th scope="col">${t('fleet.seats')}</th><th scope="col">${t('fleet.acts')}</th></tr></thead>
        <tbody>${(taxis ?? []).filter(taxi => !text.trim() || taxi.plate.toLowerCase().includes(text.trim().toLowerCase())).slice(0, SHOWN_ROWS).map(taxi => html`<tr key=${taxi.id}><td>${taxi.plate}</td><td>${taxi.seats}</td>
          <td><${Standing} kind="taxis" id=${taxi.id} name=${taxi.plate} standing=${taxi.standing} /></td></tr>`)}</tbody>
      </table></div>
      ${role === 'admin' && html`<div class="row even entries">
        <form class="card stack" onSubmit=${event => { event.preventDefault(); run(() => api.put(`/v1/fleet/drivers/${newKey()}`, { name: entry.name.trim(), ...(entry.phone.trim() ? { phone: entry.phone.replace(/[\s().-]/g, '') } : {}) }), t('fleet.done')); }}>
          <h2>${t('fleet.new_driver')}</h2>
          <div><label for="new-name">${t('choose.name')}</label><input id="new-name" required maxlength="80" autocomplete="off" value=${entry.name} onInput=${event => { entry.name = event.target.value; update(); }} /></div>
          <div><label for="new-phone">${t('ask.phone')}</label><input id="new-phone" type="tel" autocomplete="off" value=${entry.phone} onInput=${event => { entry.phone = event.target.value; update(); }} /></div>
          <button disabled=${busy}>${t('fleet.enter')}</button>
        </form>
        <form class="card stack" onSubmit=${event => { event.preventDefault(); run(() => api.put(`/v1/fleet/taxis/${newKey()}`, { plate: entry.plate.trim(), seats: Number(entry.seats) }), t('fleet.done')); }}>
          <h2>${t('fleet.new_taxi')}</h2>
          <div><label for="new-plate">${t('rider.plate')}</label><input id="new-plate" required maxlength="16" autocomplete="off" value=${entry.plate} onInput=${event => { entry.plate = event.target.value; update(); }} /></div>
          <div><label for="new-seats">${t('fleet.seats')}</label><input id="new-seats" type="number" required min="1" max="8" value=${entry.seats} onInput=${event => { entry.seats = event.target.value; update(); }} /></div>
          <button disabled=${busy}>${t('fleet.enter')}</button>
        </form>
      </div>`}
      ${asked && html`<${Dialog} title=${`${asked.name}: ${t(asked.kind === 'tokens' ? 'fleet.revoke' : `standing.${asked.standing}`)}`} onClose=${() => { asked = null; update(); }}>
        <form class="stack" onSubmit=${decide}>
          <p class="soft">${t(asked.kind === 'tokens' ? 'fleet.revoke_what' : 'fleet.standing_what')}</p>
          <div><label for="standing-reason">${t('reason')}</label><input id="standing-reason" required maxlength="200" autocomplete="off" value=${reason} onInput=${event => { reason = event.target.value; update(); }} /></div>
          <${Trouble} problem=${trouble} />
          <button class="main" disabled=${busy}>${t('save')}</button>
        </form>
      <//>`}
    </div>`;
  }

  return { View, close: () => { closed = true; } };
}
