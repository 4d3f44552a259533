/**
 * What a rider looks up: rides that were and will be, and what he pays with.
 *
 * @module
 */
import { newKey } from '../kit/api.js';
import { List, pages } from '../kit/list.js';
import { place } from '../kit/panel.js';
import { FeeReceipt, Receipt } from '../kit/receipt.js';
import { go } from '../kit/route.js';
import { Trouble, Waiting, announce, html } from '../kit/ui.js';
import { t } from '../kit/words.js';
import { createWriting } from '../kit/writing.js';

/** @param {{api: import('../kit/api.js').Api, update: () => void, format: () => import('../kit/format.js').Format}} of */
export function createRides({ api, update, format }) {
  const past = pages(api, '/v1/ride-history', update);
  const booked = pages(api, '/v1/bookings', update);
  /** @type {string | undefined} */
  let open;
  /** @type {ReturnType<typeof createWriting> | undefined} */
  let writing;

  function write(ride) {
    writing = createWriting({ api, update, format, ride, onClose: () => { writing = undefined; update(); } });
    update();
  }

  return function Rides() {
    const fmt = format();
    const ahead = booked.items.filter(booking => booking.status === 'scheduled');
    return html`<section class="stack list">
      <h1>${t('rider.rides')}</h1>
      ${ahead.length > 0 && html`<h2>${t('rider.ahead')}</h2>
        <ul class="stack">${ahead.map(booking => html`<li key=${booking.id} class="card row">
          <div class="grow"><b>${fmt.day(booking.pickupAt)}</b><div>${place(booking.pickup)} → ${place(booking.dropoff)}</div></div>
          <button type="button" onClick=${() => go(`ride/${booking.id}`)}>${t('rider.show')}</button></li>`)}</ul>
        <h2>${t('rider.past')}</h2>`}
      <${List} list=${past} empty=${t('rider.none_yet')}>
        <ul class="stack">${past.items.filter(ride => ride.status !== 'scheduled').map(ride => html`<li key=${ride.id} class="card">
          <button type="button" class="fold" aria-expanded=${open === ride.id} onClick=${() => { open = open === ride.id ? undefined : ride.id; update(); }}>
            <span class="grow"><b>${ride.requestedAt ? fmt.day(ride.requestedAt) : ''}</b><br />${ride.pickup ? place(ride.pickup) : ''} → ${ride.dropoff ? place(ride.dropoff) : ''}</span>
            <span class="end"><span class="number">${ride.paid ? fmt.money(ride.paid) : ''}</span><br /><span class="chip">${t(`status.${ride.status ?? 'requested'}`)}</span></span>
          </button>
          ${open === ride.id && html`<div class="stack opened">
            ${ride.plate && html`<p>${t('ride.taxi')} ${ride.plate}</p>`}
            ${ride.fare ? html`<${Receipt} fare=${ride.fare} meters=${ride.meters} paid=${ride.paid} refunded=${ride.refunded} beside=${ride.besideFare} format=${fmt} />` : ride.besideFare?.length > 0 ? html`<${FeeReceipt} charges=${ride.besideFare} format=${fmt} />` : html`<p class="soft">${t('rider.no_fare')}</p>`}
            <div class="row"><button type="button" onClick=${() => go(`ride/${ride.id}`)}>${t('rider.show')}</button>
            ${ride.driver && html`<button type="button" onClick=${() => write(ride.id)}>${t('rider.write')}</button>`}</div>
            <small>${t('story.id', { id: ride.id })}</small>
          </div>`}
        </li>`)}</ul>
      <//>
      ${writing && html`<${writing} />`}
    </section>`;
  };
}

/** @param {{api: import('../kit/api.js').Api, update: () => void, dev: boolean, onChange: () => void}} of */
export function createMethods({ api, update, dev, onChange }) {
  /** @type {any[] | undefined} */
  let methods;
  /** @type {unknown} */
  let trouble = null;
  let busy = false;
  let token = '';
  /** The same until it is known what became of it. @type {string | undefined} */
  let key;

  async function run(work, said) {
    busy = true;
    trouble = null;
    update();
    try {
      const answer = await work();
      methods = answer?.items ?? (await api.get('/v1/me/payment-methods')).items;
      if (said) announce(said);
      onChange();
    } catch (problem) {
      trouble = problem;
    }
    busy = false;
    update();
  }

  function register(kind, told) {
    key ??= newKey();
    run(async () => {
      try {
        await api.post('/v1/me/payment-methods', told ? { kind, token: told } : { kind }, { key });
        token = '';
        key = undefined;
      } catch (problem) {
        if (!problem.offline && problem.code !== 'gateway_unavailable' && problem.code !== 'outcome_unknown') key = undefined;
        throw problem;
      }
    }, t('methods.registered'));
  }

  run(() => api.get('/v1/me/payment-methods'));
  return function Methods() {
    return html`<section class="stack list">
      <h1>${t('methods.title')}</h1>
      <${Trouble} problem=${trouble} />
      ${methods === undefined && !trouble && html`<${Waiting} />`}
      ${methods?.length === 0 && html`<p class="soft">${t('methods.none')}</p>`}
      <ul class="stack">${methods?.map(method => html`<li key=${method.id} class="card row">
        <div class="grow"><b>${method.brand ?? t(`method.${method.kind}`)}</b> ${method.lastFour ? `•••• ${method.lastFour}` : ''} ${method.expiry ? html`<small>${method.expiry}</small>` : ''}
          ${method.default && html` <span class="chip good">${t('methods.default')}</span>`}</div>
        ${!method.default && html`<button type="button" class="small" disabled=${busy} onClick=${() => run(() => api.post(`/v1/me/payment-methods/${method.id}/default`))}>${t('methods.make_default')}</button>`}
        <button type="button" class="small danger" disabled=${busy} aria-label=${t('methods.remove_which', { name: `${method.brand ?? t(`method.${method.kind}`)} ${method.lastFour ?? ''}` })}
          onClick=${() => run(() => api.remove(`/v1/me/payment-methods/${method.id}`))}>${t('methods.remove')}</button>
      </li>`)}</ul>
      <form class="card stack" onSubmit=${event => { event.preventDefault(); register('card', token.trim()); }}>
        <h2>${t('methods.add')}</h2>
        <p class="soft">${t('methods.token_hint')}</p>
        <div><label for="token">${t('methods.token')}</label>
        <input id="token" required minlength="8" maxlength="128" autocomplete="off" spellcheck="false" value=${token} onInput=${event => { token = event.target.value; key = undefined; update(); }} /></div>
        <div class="row"><button class="main" disabled=${busy}>${busy ? t('loading') : t('methods.add')}</button>
          ${dev && html`<button type="button" disabled=${busy} onClick=${() => { key = undefined; register('card', 'tok_visa_4242'); }}>${t('methods.test_card')}</button>`}
          ${!methods?.some(method => method.kind === 'cash') && html`<button type="button" disabled=${busy} onClick=${() => { key = undefined; register('cash'); }}>${t('methods.cash')}</button>`}
        </div>
      </form>
    </section>`;
  };
}
