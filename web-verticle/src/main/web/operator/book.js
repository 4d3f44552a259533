/**
 * Somebody on the phone: booked without touching the mouse. Enter goes on to the next field and books from the last one.
 *
 * @module
 */
import { newKey, query } from '../kit/api.js';
import { MapView } from '../kit/map.js';
import { Trouble, announce, html } from '../kit/ui.js';
import { t } from '../kit/words.js';
import { fromZoned } from '../kit/zoned.js';
import { begins, named, ofRides, ofZones, told } from '../rider/places.js';

const SEARCH_AFTER_MILLIS = 250;
/** History is searched by place over at most a day. */
const SEARCHED_MILLIS = 24 * 3_600_000 - 1_000;
/** As many rides of the caller as tell where he usually goes. */
const SHOWN_RIDES = 8;

/**
 * @param {object} of
 * @param {import('../kit/start.js').Started} of.started
 * @param {import('../kit/api.js').Api} of.api
 * @param {() => void} of.update
 * @param {(id: string) => void} of.onChoose
 */
export function createBook({ started, api, update, onChoose }) {
  const { city, clock } = started;
  const empty = () => ({ phone: '', pickupText: '', dropoffText: '', pickup: undefined, dropoff: undefined, passengers: '1', method: 'cash', at: '', reason: t('book.by_phone') });
  let form = empty();
  let key = newKey();
  let busy = false;
  /** @type {any} */
  let trouble = null;
  let wrong = { field: '', words: '' };
  /** @type {any} */
  let booked = null;
  /** @type {any[] | null} */
  let callers = null;
  let zones = new Map();
  let found = new Map();
  let next = 'pickup';
  /** @type {import('../kit/map.js').CityMap | undefined} */
  let map;
  const pins = {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  fetch('/map/zones.json').then(answer => (answer.ok ? answer.json() : null)).then(all => {
    zones = ofZones(all);
    update();
  }).catch(() => undefined);

  function search(text) {
    clearTimeout(timer);
    if (text.trim().length < 2) return;
    timer = setTimeout(async () => {
      const to = clock.now();
      try {
        const page = await api.get(
          query('/v1/ride-history', { place: text.trim(), from: new Date(to - SEARCHED_MILLIS).toISOString(), to: new Date(to).toISOString(), limit: 20 }),
          { tries: 1 },
        );
        ofRides(page.items).forEach((place, label) => found.set(label, place));
        update();
      } catch {
        // Zones and the map are there all the same.
      }
    }, SEARCH_AFTER_MILLIS);
  }

  function place(which, where) {
    form[which] = where;
    pins[which]?.remove();
    delete pins[which];
    if (map && where) pins[which] = map.pin(where, which, t(`ask.${which}`), to => place(which, { ...to, label: form[`${which}Text`] }));
    if (map && form.pickup && form.dropoff) map.show([form.pickup, form.dropoff]);
    key = newKey();
    update();
  }

  function typed(which, text) {
    form[`${which}Text`] = text;
    const known = named(text, [found, zones]);
    if (known) place(which, known);
    else {
      search(text);
      if (form[which]) form[which] = { lat: form[which].lat, lng: form[which].lng, label: text };
    }
    update();
  }

  /** Who leaves a field with the beginning of one name means that one. */
  function settle(which) {
    const known = form[which] ? undefined : begins(form[`${which}Text`], [found, zones]);
    if (!known) return;
    form[`${which}Text`] = known.label ?? '';
    place(which, known);
  }

  function complain(field, words) {
    wrong = { field, words };
    announce(words, true);
    document.getElementById(`book-${field}`)?.focus();
    update();
  }

  async function send(event) {
    event.preventDefault();
    settle('pickup');
    settle('dropoff');
    const phone = form.phone.replace(/[\s().-]/g, '');
    if (!/^\+[1-9]\d{6,14}$/.test(phone)) return complain('phone', t('book.no_phone'));
    if (!form.pickup) return complain('pickup', t('ask.no_pickup'));
    if (!form.dropoff) return complain('dropoff', t('ask.no_dropoff'));
    const pickupAt = form.at ? fromZoned(form.at, city.zone) : undefined;
    if (form.at && !pickupAt) return complain('at', t('ask.no_time'));
    if (busy) return undefined;
    wrong = { field: '', words: '' };
    busy = true;
    trouble = null;
    update();
    try {
      booked = await api.post(
        '/v1/desk/bookings',
        {
          phone, pickup: told(form.pickup), dropoff: told(form.dropoff), passengers: Number(form.passengers), paymentMethod: form.method, reason: form.reason.trim() || t('book.by_phone'),
          ...(pickupAt ? { pickupAt } : {}),
        },
        { key },
      );
      announce(t('book.done'));
      history(booked.rider);
      clear();
      document.getElementById('book-phone')?.focus();
    } catch (problem) {
      trouble = problem;
    }
    busy = false;
    update();
    return undefined;
  }

  async function history(rider) {
    callers = null;
    try {
      const { items } = await api.get(`/v1/ride-history?rider=${rider}&limit=${SHOWN_RIDES + 1}`);
      // What he did before; the booking of just now stands above.
      callers = items.filter(ride => ride.id !== booked?.id).slice(0, SHOWN_RIDES);
    } catch {
      // The booking is what counts.
    }
    update();
  }

  function clear() {
    form = empty();
    key = newKey();
    Object.values(pins).forEach(pin => pin.remove());
    next = 'pickup';
    update();
  }

  const field = name => event => {
    form[name] = event.target.value;
    key = newKey();
    update();
  };

  function Place(which) {
    return html`<div><label for=${`book-${which}`}>${t(`ask.${which}`)}</label>
      <input id=${`book-${which}`} list="book-places" autocomplete="off" maxlength="120" value=${form[`${which}Text`]} aria-invalid=${wrong.field === which ? 'true' : undefined}
        onFocus=${() => (next = which)} onInput=${event => typed(which, event.target.value)} onBlur=${() => settle(which)} />
      <small>${form[which] ? `${form[which].lat.toFixed(5)}, ${form[which].lng.toFixed(5)}` : t('book.place_hint')}</small></div>`;
  }

  function View() {
    const fmt = started.format();
    return html`<div class="booking">
      <form class="card stack" onSubmit=${send}>
        <h1>${t('book.title')}</h1>
        <div><label for="book-phone">${t('book.phone')}</label>
          <input id="book-phone" type="tel" autocomplete="off" placeholder="+12125550123" value=${form.phone} aria-invalid=${wrong.field === 'phone' ? 'true' : undefined} onInput=${field('phone')} /></div>
        ${Place('pickup')} ${Place('dropoff')}
        <datalist id="book-places">${[...found.keys(), ...zones.keys()].map(label => html`<option key=${label} value=${label}></option>`)}</datalist>
        <div class="row even">
          <div><label for="book-passengers">${t('ride.passengers')}</label><select id="book-passengers" value=${form.passengers} onChange=${field('passengers')}>${[1, 2, 3, 4, 5, 6, 7, 8].map(n => html`<option key=${n} value=${n}>${n}</option>`)}</select></div>
          <div><label for="book-method">${t('ride.method')}</label><select id="book-method" value=${form.method} onChange=${field('method')}>${['cash', 'terminal', 'card'].map(name => html`<option key=${name} value=${name}>${t(`method.${name}`)}</option>`)}</select></div>
        </div>
        <div class="row even">
          <div><label for="book-at">${t('book.at')}</label><input id="book-at" type="datetime-local" value=${form.at} onInput=${field('at')} /></div>
          <div><label for="book-reason">${t('reason')}</label><input id="book-reason" maxlength="200" autocomplete="off" value=${form.reason} onInput=${field('reason')} /></div>
        </div>
        ${wrong.words && html`<p class="wrong" role="alert">${wrong.words}</p>`}
        <${Trouble} problem=${trouble} />
        <button class="main big" disabled=${busy}>${busy ? t('ask.sending') : t('book.send')}</button>
      </form>
      <div class="booking-side">
        <${MapView} city=${city} label=${t('ask.map')} onReady=${made => {
          map = made;
          map.onClick((_, where) => {
            const which = next;
            place(which, { ...where, label: form[`${which}Text`] || undefined });
            if (!form[`${which}Text`]) form[`${which}Text`] = t('ask.on_map');
            next = which === 'pickup' ? 'dropoff' : 'pickup';
            update();
          });
          if (form.pickup) place('pickup', form.pickup);
          if (form.dropoff) place('dropoff', form.dropoff);
        }} />
        ${booked && html`<section class="card stack" aria-label=${t('book.last')}>
          <div class="row"><p class="fine grow">${t('book.done')}</p><button type="button" onClick=${() => onChoose(booked.id)}>${t('rider.show')}</button></div>
          <h2>${t('book.caller')}</h2>
          ${callers === null ? html`<p class="soft">${t('loading')}</p>` : callers.length === 0 ? html`<p class="soft">${t('past.none')}</p>` : html`<ul>${callers.map(ride => html`<li key=${ride.id}>${ride.requestedAt ? fmt.day(ride.requestedAt) : ''} · ${ride.pickup?.label ?? ''} → ${ride.dropoff?.label ?? ''} · ${t(`status.${ride.status ?? 'requested'}`)}</li>`)}</ul>`}
        </section>`}
      </div>
    </div>`;
  }

  return { View };
}
