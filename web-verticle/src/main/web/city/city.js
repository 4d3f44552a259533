/**
 * The city: what operators see of it, on one page.
 *
 * @module
 */
import { MapView } from '../kit/map.js';
import { createEnds } from './ends.js';
import { StoryPanel } from '../kit/panel.js';
import { Provider } from '../kit/signin.js';
import { begin, start } from '../kit/start.js';
import { follow } from '../kit/stream.js';
import { tell } from '../kit/story.js';
import { Tally } from './tally.js';
import { Bar, Freshness, announce, html, mount, say } from '../kit/ui.js';
import { speak, t } from '../kit/words.js';

/** Between two looks at where the taxis are: as often as the desk's stream looks at the rides. */
const LOOK_MILLIS = 2_000;
/** More than any city has: a page that grows without end is no page. */
const MAX_DRIVERS = 6_000;
const SHOWN_LINES = 60;
const SEEN = 'tanda.city.seen';
const STATES = ['available', 'reserved', 'stopped', 'on_trip', 'non_contactable'];

begin(async () => {
  const { city, clock, session, apiOf, renewer, format } = await start('dispatcher', { byItself: true });
  const api = apiOf('dispatcher');
  const renew = renewer('dispatcher');
  const tally = new Tally();
  /** @type {Map<string, any>} rides that are over, until it is known how they ended */
  const gone = new Map();
  /** @type {import('../kit/map.js').CityMap | undefined} */
  let map;
  /** @type {ReturnType<typeof tell> | undefined} */
  let told;
  let since = Date.now();
  let state = session ? 'connecting' : 'refused';
  let placesAt = 0;
  let counts = /** @type {Record<string, number>} */ ({});
  let trouble = /** @type {unknown} */ (null);
  let firstVisit = !seen();

  const ends = createEnds(
    id => api.get(`/v1/bookings/${id}`),
    (id, booking) => {
      tally.ended(gone.get(id), booking);
      gone.delete(id);
      update();
    },
    () => (tally.atLeast = true),
  );

  function mark(ride) {
    if (!map) return;
    if (ride.status === 'settling') map.stage.marks.delete(ride.id);
    else map.stage.marks.set(ride.id, { id: ride.id, status: ride.status, pickup: ride.pickup, dropoff: ride.dropoff, taxi: ride.driver });
    map.stage.redraw();
  }

  function over(id) {
    const ride = tally.over(id);
    if (ride) gone.set(id, ride);
    map?.stage.marks.delete(id);
    map?.stage.redraw();
    ends.add(id);
  }

  /** @type {ReturnType<typeof follow> | undefined} */
  let line;
  function open() {
    line = follow('/v1/desk/events', {
      role: 'dispatcher',
      renew,
      onBegin: () => tally.begin(),
      onState: (now, problem) => {
        state = now;
        trouble = problem ?? null;
        update();
      },
      onEvent: ({ data }) => {
        if (data.type === 'ride.changed') {
          tally.changed(data.ride, Date.now());
          mark(data.ride);
        } else if (data.type === 'ride.over') {
          over(data.id);
        } else if (data.type === 'all.shown') {
          tally.allShown().forEach(id => {
            map?.stage.marks.delete(id);
            ends.add(id);
          });
        }
        update();
      },
    });
  }

  async function look() {
    const began = performance.now();
    if (!document.hidden && map) {
      try {
        const drivers = await api.all('/v1/desk/duty', MAX_DRIVERS, { tries: 1 });
        seePlaces(drivers);
        placesAt = Date.now();
      } catch (problem) {
        if (state === 'refused') trouble = problem;
      }
      update();
    }
    setTimeout(look, Math.max(200, LOOK_MILLIS - (performance.now() - began)));
  }

  function seePlaces(drivers) {
    const now = performance.now();
    const there = new Set();
    counts = {};
    for (const driver of drivers) {
      counts[driver.state] = (counts[driver.state] ?? 0) + 1;
      if (!driver.place) continue;
      there.add(driver.driver);
      map.stage.movers.see(
        {
          id: driver.driver, state: driver.state, lat: driver.place.lat, lng: driver.place.lng,
          seen: Date.now() - clock.realAge(driver.seenAt), about: driver,
        },
        now,
      );
    }
    map.stage.movers.keep(mover => there.has(mover.id));
    map.stage.redraw();
  }

  function choose(id) {
    told?.close();
    told = tell(id, api, { renew, onChange: update });
    map?.stage.choose(id);
    const ride = tally.rides.get(id);
    if (ride) map?.reveal((ride.driver && map.stage.movers.all.get(ride.driver)?.about.place) || ride.pickup);
    update();
    setTimeout(() => document.getElementById('story')?.focus(), 50);
  }

  function unchoose() {
    const id = told?.story.id;
    told?.close();
    told = undefined;
    map?.stage.choose(undefined);
    update();
    setTimeout(() => (document.querySelector(`[data-ride="${id}"]`) ?? document.getElementById('main'))?.focus(), 50);
  }

  function clicked({ ride, taxi }) {
    const about = taxi === undefined ? undefined : map.stage.movers.all.get(taxi)?.about;
    const id = ride ?? about?.ride;
    if (id) choose(id);
    else if (about) announce(t('city.taxi_is', { plate: about.plate ?? '', state: t(`duty.${about.state}`) }));
  }

  function ready(made) {
    map = made;
    map.stage.movers.millis = LOOK_MILLIS;
    tally.rides.forEach(mark);
    map.onClick(clicked);
    look();
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      line?.close();
      line = undefined;
    } else if (!line && session) {
      open();
    }
  });
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && told) unchoose();
  });

  async function language(chosen) {
    await speak(chosen, true);
    document.title = t('city.title');
    update();
  }

  const update = mount(/** @type {Element} */ (document.getElementById('page')), () => {
    const figures = tally.figures(Date.now(), since);
    const fmt = format();
    const paid = [...tally.paid].map(([currency, minorUnits]) => fmt.money({ minorUnits, currency })).join(' + ');
    const least = tally.atLeast ? '≥ ' : '';
    // Until everything was shown once, nobody knows.
    const known = value => (tally.complete && value !== undefined ? fmt.number(value) : '–');
    const fresh = state !== 'live' ? state : placesAt && Date.now() - placesAt > 3 * LOOK_MILLIS ? 'broken' : 'live';
    return html`
      <${Bar} page="city" onLanguage=${language} dev=${city.dev ? t('city.dev', { role: t('role.dispatcher') }) : undefined}>
        <${Freshness} state=${fresh} seconds=${placesAt ? (Date.now() - placesAt) / 1000 : undefined} />
      <//>
      <main id="main" class="city" tabindex="-1">
        <h1 class="unseen">${t('city.title')}</h1>
        <section class="figures" aria-label=${t('city.figures')}>
          <${Figure} name=${t('city.calls')} value=${known(figures.callsAMinute)} hint=${t('city.calls_hint')} />
          <${Figure} name=${t('city.waiting')} value=${known(figures.waiting)} kind="call" />
          <${Figure} name=${t('city.coming')} value=${known(figures.coming)} kind="reserved" />
          <${Figure} name=${t('city.on_ride')} value=${known(figures.onRide)} kind="on_trip" />
          <${Figure} name=${t('city.accepted')} value=${figures.acceptedWithin === undefined ? '–' : fmt.seconds(figures.acceptedWithin)}
            hint=${t('city.accepted_hint', { n: figures.waits })} />
          <${Figure} name=${t('city.paid')} value=${tally.complete ? least + fmt.number(figures.paidRides) : '–'} hint=${paid || t('city.paid_hint')} />
          <${Figure} name=${t('city.clock')} value=${fmt.exact(clock.now())}
            hint=${clock.speed() === 1 ? t('city.real_time') : t('city.speed', { n: clock.speed() })} />
        </section>
        ${firstVisit && html`<aside class="welcome card" aria-label=${t('city.welcome')}>
          <p>${t('city.welcome_1')}</p>
          <p>${t('city.welcome_2')}</p>
          <p>${t('city.welcome_3')} <a href="/rider/">${t('bar.rider')}</a> · <a href="/driver/">${t('bar.driver')}</a> · <a href="/operator/">${t('bar.operator')}</a></p>
          <button type="button" class="small" onClick=${dismiss}>${t('city.welcome_ok')}</button>
        </aside>`}
        <${MapView} city=${city} onReady=${ready} label=${t('city.map')} class="city-map" />
        <ul class="legend" aria-label=${t('city.legend')}>
          ${STATES.map(name => html`<li key=${name}><span class=${`swatch ${name}`} aria-hidden="true"></span>${t(`duty.${name}`)} <b class="number">${placesAt ? fmt.number(counts[name] ?? 0) : '–'}</b></li>`)}
          <li><span class="swatch" aria-hidden="true"></span>${t('city.old')}</li>
          <li><span class="swatch call" aria-hidden="true"></span>${t('city.call')}</li>
        </ul>
        <aside class="side">
          ${state === 'refused' && html`<div class="trouble" role="alert">${trouble ? say(trouble) : t('city.no_session')}${city.provider && !trouble && html` <${Provider} role="dispatcher" />`}</div>`}
          ${told
            ? html`<${StoryPanel} story=${told.story} format=${fmt} onClose=${unchoose} onAgain=${told.reload} />`
            : html`<h2>${t('city.feed')}</h2>
              ${tally.feed.length === 0 && html`<p class="soft">${tally.complete ? t('city.quiet') : t('loading')}</p>`}
              <ol class="feed">
                ${tally.feed.slice(0, SHOWN_LINES).map(line => html`<li key=${line.key}>
                  <button type="button" class=${`line is-${line.what}`} data-ride=${line.ride} onClick=${() => choose(line.ride)}>
                    <time>${fmt.time(line.at)}</time>
                    <span>${t(`feed.${line.what}`, { plate: line.plate ?? '–', money: line.paid ? fmt.money(line.paid) : '' })}${line.area ? html` <small>${line.area}</small>` : ''}</span>
                  </button>
                </li>`)}
              </ol>`}
        </aside>
      </main>
    `;
  });

  function dismiss() {
    firstVisit = false;
    try {
      localStorage.setItem(SEEN, '1');
    } catch {
      // It greets again next time.
    }
    update();
  }

  document.title = t('city.title');
  if (session && !document.hidden) open();
  setInterval(() => {
    if (!document.hidden) update();
  }, 1_000);
});

function Figure({ name, value, hint, kind }) {
  return html`<div class="figure">
    <span class="figure-name">${kind && html`<span class=${`swatch ${kind}`} aria-hidden="true"></span>`}${name}</span>
    <span class="figure-value number">${value}</span>
    <small>${hint ?? ''}</small>
  </div>`;
}

function seen() {
  try {
    return localStorage.getItem(SEEN) !== null;
  } catch {
    return false;
  }
}
