/**
 * Asking for a taxi: from where to where, when, paid how, and what it will cost.
 *
 * @module
 */
import { query } from '../kit/api.js';
import { MapView } from '../kit/map.js';
import { Trouble, announce, html } from '../kit/ui.js';
import { t } from '../kit/words.js';
import { fromZoned, toZoned } from '../kit/zoned.js';
import { begins, named, ofRides, ofZones, told } from './places.js';

/** Somebody who drags a pin asks once, when he has stopped. */
const ESTIMATE_AFTER_MILLIS = 400;
/** As the API has it. */
const LEAST_AHEAD_MINUTES = 30;
const MOST_AHEAD_DAYS = 7;

/**
 * @param {object} of
 * @param {import('../kit/start.js').Started} of.started
 * @param {import('../kit/api.js').Api} of.api
 * @param {() => void} of.update
 * @param {(booking: any) => void} of.onBooked
 */
export function createAsk({ started, api, update, onBooked }) {
  const { city, clock, format } = started;
  const form = {
    pickup: /** @type {import('./places.js').Place | undefined} */ (undefined),
    dropoff: /** @type {import('./places.js').Place | undefined} */ (undefined),
    pickupText: '', dropoffText: '', passengers: 1, method: 'card', methodId: '', later: false, at: '', name: '', phone: '',
  };
  /** Which pin the next click on the map sets. @type {'pickup' | 'dropoff'} */
  let next = 'pickup';
  /** @type {any} */
  let estimate = null;
  let estimating = false;
  let busy = false;
  /** @type {unknown} */
  let trouble = null;
  let missing = '';
  /** @type {any[]} */
  let methods = [];
  /** @type {Map<string, import('./places.js').Place>[]} */
  let sources = [new Map(), new Map()];
  /** @type {import('../kit/map.js').CityMap | undefined} */
  let map;
  const pins = {};
  let asked = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** Each as soon as it is there; where the rider was before counts first. */
  async function load() {
    fetch('/map/zones.json')
      .then(answer => (answer.ok ? answer.json() : null))
      .then(zones => {
        sources = [sources[0], ofZones(zones)];
        update();
      })
      .catch(() => undefined);
    api
      .get('/v1/ride-history?limit=50')
      .then(page => {
        sources = [ofRides(page.items), sources[1]];
        update();
      })
      .catch(() => undefined);
    try {
      methods = (await api.get('/v1/me/payment-methods')).items;
      const usual = methods.find(method => method.default);
      if (usual?.kind === 'cash') form.method = 'cash';
    } catch {
      // Paying in the car is possible all the same.
    }
    update();
  }

  function place(which, where, byText = false) {
    form[which] = where;
    if (!byText && where) form[`${which}Text`] = where.label ?? t('ask.on_map');
    missing = '';
    pin(which);
    if (where) next = which === 'pickup' ? 'dropoff' : 'pickup';
    later();
    update();
  }

  function pin(which) {
    pins[which]?.remove();
    delete pins[which];
    if (map && form[which]) pins[which] = map.pin(form[which], which, t(`ask.${which}`), where => place(which, where));
    if (map && form.pickup && form.dropoff) map.show([form.pickup, form.dropoff]);
  }

  function typed(which, text) {
    form[`${which}Text`] = text;
    const known = named(text, sources);
    if (known) place(which, known, true);
    // What people call a place that they have set on the map.
    else if (form[which] && text.trim()) form[which] = { lat: form[which].lat, lng: form[which].lng, label: text };
    update();
  }

  /** Who leaves a field with the beginning of one name means that one. */
  function settle(which) {
    const known = form[which] ? undefined : begins(form[`${which}Text`], sources);
    if (known) place(which, known);
  }

  function here() {
    navigator.geolocation?.getCurrentPosition(
      ({ coords }) => {
        const { south, west, north, east } = city.bounds;
        const inside = coords.latitude >= south && coords.latitude <= north && coords.longitude >= west && coords.longitude <= east;
        if (inside) place('pickup', { lat: coords.latitude, lng: coords.longitude, label: t('ask.here') });
        else announce((missing = t('ask.far')), true);
        update();
      },
      () => {
        announce((missing = t('ask.no_position')), true);
        update();
      },
      { enableHighAccuracy: true, timeout: 8_000 },
    );
  }

  function later() {
    clearTimeout(timer);
    estimate = null;
    trouble = null;
    if (!form.pickup || !form.dropoff) return;
    estimating = true;
    timer = setTimeout(ask, ESTIMATE_AFTER_MILLIS);
  }

  async function ask() {
    const mine = ++asked;
    const point = where => `${told(where).lat},${told(where).lng}`;
    try {
      const found = await api.get(
        query('/v1/estimates', { pickup: point(form.pickup), dropoff: point(form.dropoff), when: form.later ? fromZoned(form.at, city.zone) : undefined }),
      );
      if (mine !== asked) return;
      estimate = found;
      announce(t('ask.estimate_said', { least: format().money(found.least), most: format().money(found.most) }));
    } catch (problem) {
      if (mine === asked) trouble = problem;
    }
    estimating = false;
    update();
  }

  async function book(event) {
    event.preventDefault();
    if (busy) return;
    settle('pickup');
    settle('dropoff');
    missing = !form.pickup ? t('ask.no_pickup') : !form.dropoff ? t('ask.no_dropoff') : '';
    if (!missing && !!form.name.trim() !== !!form.phone.trim()) missing = t('ask.person_whole');
    const pickupAt = form.later ? fromZoned(form.at, city.zone) : undefined;
    if (!missing && form.later && !pickupAt) missing = t('ask.no_time');
    if (missing) {
      announce(missing, true);
      update();
      return;
    }
    busy = true;
    trouble = null;
    update();
    try {
      onBooked(
        await api.post('/v1/bookings', {
          pickup: told(form.pickup),
          dropoff: told(form.dropoff),
          passengers: form.passengers,
          paymentMethod: form.method,
          ...(form.method === 'card' && form.methodId ? { paymentMethodId: form.methodId } : {}),
          ...(pickupAt ? { pickupAt } : {}),
          ...(form.name.trim() ? { person: { firstName: form.name.trim(), phone: form.phone.replace(/[\s()-]/g, '') } } : {}),
        }),
      );
      form.later = false;
    } catch (problem) {
      trouble = problem;
    }
    busy = false;
    update();
  }

  const change = (name, number) => event => {
    form[name] = number ? Number(event.target.value) : event.target.value;
    update();
  };

  function Field(which) {
    return html`<div>
      <label for=${which}>${t(`ask.${which}`)}</label>
      <div class="row place">
        <input id=${which} list="places" autocomplete="off" class="grow" maxlength="120" placeholder=${t('ask.type_or_click')} value=${form[`${which}Text`]}
          onInput=${event => typed(which, event.target.value)} onFocus=${() => { next = which; update(); }} onBlur=${() => settle(which)} aria-describedby="map-hint" />
        ${which === 'pickup' && html`<button type="button" onClick=${here}>${t('ask.use_here')}</button>`}
      </div>
    </div>`;
  }

  function View() {
    const fmt = format();
    const cards = methods.filter(method => method.kind !== 'cash');
    return html`<div class="ask">
      <${MapView} key="ask" city=${city} label=${t('ask.map')} onReady=${made => {
        map = made;
        map.onClick((_, where) => place(next, where));
        pin('pickup');
        pin('dropoff');
      }} />
      <form class="card stack" onSubmit=${book}>
        <h1>${t('ask.title')}</h1>
        ${Field('pickup')} ${Field('dropoff')}
        <datalist id="places">${sources.flatMap(source => [...source.keys()]).map(label => html`<option key=${label} value=${label}></option>`)}</datalist>
        <p id="map-hint" class="soft"><small>${t(next === 'pickup' ? 'ask.click_pickup' : 'ask.click_dropoff')}</small></p>
        <div class="row even">
          <div><label for="passengers">${t('ride.passengers')}</label>
            <select id="passengers" value=${form.passengers} onChange=${change('passengers', true)}>${[1, 2, 3, 4, 5, 6, 7, 8].map(n => html`<option key=${n} value=${n}>${n}</option>`)}</select></div>
          <div><label for="method">${t('ride.method')}</label>
            <select id="method" value=${form.method + (form.methodId ? `:${form.methodId}` : '')} onChange=${event => {
              [form.method, form.methodId = ''] = event.target.value.split(':');
              update();
            }}>
              ${cards.length === 0 && html`<option value="card">${t('method.card')}</option>`}
              ${cards.map(card => html`<option key=${card.id} value=${`card:${card.id}`}>${t('ask.card', { brand: card.brand ?? t(`method.${card.kind}`), digits: card.lastFour })}</option>`)}
              ${cards.length > 0 && html`<option value="card">${t('ask.usual')}</option>`}
              <option value="cash">${t('method.cash')}</option><option value="terminal">${t('method.terminal')}</option>
            </select></div>
        </div>
        <fieldset><legend>${t('ask.when')}</legend><div class="row">
          <label class="inline"><input type="radio" name="when" checked=${!form.later} onChange=${() => { form.later = false; later(); update(); }} />${t('ask.now')}</label>
          <label class="inline"><input type="radio" name="when" checked=${form.later} onChange=${() => {
            form.later = true;
            form.at ||= toZoned(clock.now() + (LEAST_AHEAD_MINUTES + 15) * 60_000, city.zone);
            later();
            update();
          }} />${t('ask.later')}</label>
          ${form.later && html`<input type="datetime-local" class="when" aria-label=${t('ride.wanted')} value=${form.at}
            min=${toZoned(clock.now() + LEAST_AHEAD_MINUTES * 60_000, city.zone)} max=${toZoned(clock.now() + MOST_AHEAD_DAYS * 86_400_000, city.zone)}
            onInput=${event => { form.at = event.target.value; later(); update(); }} />`}
        </div></fieldset>
        <details><summary>${t('ask.person')}</summary><div class="row even">
          <div><label for="name">${t('ask.name')}</label><input id="name" autocomplete="given-name" maxlength="40" value=${form.name} onInput=${change('name')} /></div>
          <div><label for="phone">${t('ask.phone')}</label><input id="phone" type="tel" autocomplete="tel" placeholder="+12125550123" value=${form.phone} onInput=${change('phone')} /></div>
        </div><small>${t('ask.person_hint')}</small></details>
        <div class="estimate" aria-busy=${estimating}>
          ${estimate
            ? html`<p class="price number">${fmt.money(estimate.least)} – ${fmt.money(estimate.most)}</p>
              <p>${fmt.distance(estimate.meters)} · ${fmt.minutes(estimate.seconds)} · ${
                estimate.pickupSeconds === undefined ? t('ask.no_taxi_near') : t('ask.taxi_in', { minutes: fmt.minutes(estimate.pickupSeconds), n: estimate.taxisNear })}</p>
              <small>${t('ask.range_hint')}</small>`
            : html`<p class="soft">${estimating ? t('loading') : t('ask.estimate_when')}</p>`}
        </div>
        ${missing && html`<p class="wrong" role="alert">${missing}</p>`}
        <${Trouble} problem=${trouble} />
        <button class="main big" disabled=${busy}>${busy ? t('ask.sending') : form.later ? t('ask.book') : t('ask.call')}</button>
      </form>
    </div>`;
  }

  load();
  return { View, reload: load };
}
