/**
 * The board: every open call and ride, by what it waits for, live.
 *
 * @module
 */
import { countdown } from '../kit/format.js';
import { play } from '../kit/sound.js';
import { follow } from '../kit/stream.js';
import { announce, html } from '../kit/ui.js';
import { t } from '../kit/words.js';

export const COLUMNS = ['requested', 'accepted', 'arrived', 'in_progress', 'settling'];
/** More cards than these nobody reads; the number above tells of all. */
const SHOWN_CARDS = 60;
/** Alarms stand in the history, with their kind and since when. */
const ALARMS_MILLIS = 15_000;
const ALARMS = ['positions_stopped', 'pickup_overdue', 'ride_overdue'];

/**
 * @param {Iterable<any>} rides
 * @param {{area: string, text: string, overdue: boolean}} filter
 * @returns {Record<string, any[]>} by status, those that came into it first at the top
 */
export function sorted(rides, filter) {
  /** @type {Record<string, any[]>} */
  const columns = Object.fromEntries(COLUMNS.map(name => [name, []]));
  const text = filter.text.trim().toLowerCase();
  for (const ride of rides) {
    if (filter.area && ride.area !== filter.area) continue;
    if (filter.overdue && !ride.overdue) continue;
    if (text && !(ride.plate ?? '').toLowerCase().includes(text) && !ride.id.startsWith(text)) continue;
    columns[ride.status]?.push(ride);
  }
  for (const name of COLUMNS) columns[name].sort((a, b) => a.since.localeCompare(b.since));
  return columns;
}

/**
 * @param {object} of
 * @param {import('../kit/start.js').Started} of.started
 * @param {import('../kit/api.js').Api} of.api
 * @param {() => Promise<boolean>} of.renew
 * @param {() => void} of.update
 * @param {(id: string) => void} of.onChoose
 * @param {() => string | undefined} of.chosen
 */
export function createBoard({ started, api, renew, update, onChoose, chosen }) {
  const { clock } = started;
  /** @type {Map<string, any>} */
  const rides = new Map();
  let shown = new Set();
  const model = { state: 'connecting', complete: false, changedAt: 0, alarms: /** @type {any[]} */ ([]), problem: /** @type {unknown} */ (null) };
  const filter = { area: '', text: '', overdue: false };

  const line = follow('/v1/desk/events', {
    role: api.role,
    renew,
    onBegin: () => {
      shown = new Set();
      model.complete = false;
    },
    onState: (state, problem) => {
      model.state = state;
      model.problem = problem ?? null;
      update();
    },
    onEvent: ({ data }) => {
      model.changedAt = Date.now();
      if (data.type === 'ride.changed') {
        const before = rides.get(data.id);
        rides.set(data.id, data.ride);
        shown.add(data.id);
        if (model.complete && data.ride.overdue && !before?.overdue) ring(data.ride);
      } else if (data.type === 'ride.over') {
        rides.delete(data.id);
      } else if (data.type === 'all.shown') {
        for (const id of rides.keys()) if (!shown.has(id)) rides.delete(id);
        model.complete = true;
      }
      update();
    },
  });

  function ring(ride) {
    play('alarm');
    announce(t('board.overdue_said', { plate: ride.plate ?? '' }), true);
    alarms();
  }

  async function alarms() {
    if (document.hidden) return;
    try {
      const pages = await Promise.all(ALARMS.map(alarm => api.get(`/v1/ride-history?alarm=${alarm}&limit=20`, { tries: 1 })));
      model.alarms = pages.flatMap(page => page.items).sort((a, b) => (a.alarmSince ?? '').localeCompare(b.alarmSince ?? ''));
    } catch {
      // What is known stays shown, and is asked for again.
    }
    update();
  }
  const looking = setInterval(alarms, ALARMS_MILLIS);
  alarms();

  function View() {
    const fmt = started.format();
    const areas = [...new Set([...rides.values()].map(ride => ride.area).filter(Boolean))].sort();
    const columns = sorted(rides.values(), filter);
    return html`<div class="board-page">
      <h1 class="unseen">${t('board.tab')}</h1>
      <div class="row filters" role="search" aria-label=${t('board.filters')}>
        <select aria-label=${t('board.area')} value=${filter.area} onChange=${event => { filter.area = event.target.value; update(); }}>
          <option value="">${t('board.all_areas')}</option>${areas.map(area => html`<option key=${area} value=${area}>${area}</option>`)}</select>
        <input id="filter" type="search" aria-label=${t('board.search')} placeholder=${t('board.search')} value=${filter.text} onInput=${event => { filter.text = event.target.value; update(); }} />
        <label class="inline"><input type="checkbox" checked=${filter.overdue} onChange=${event => { filter.overdue = event.target.checked; update(); }} />${t('board.only_overdue')}</label>
        <small>${t('board.keys')}</small>
      </div>
      ${model.alarms.length > 0 && html`<section class="alarms" aria-label=${t('board.alarms')}>
        <h2>${t('board.alarms')} <span class="chip bad number">${model.alarms.length}</span></h2>
        <ul>${model.alarms.map(ride => html`<li key=${ride.id}><button type="button" class="small" onClick=${() => onChoose(ride.id)}>${ride.plate ?? '–'}</button>
          <b>${t(`alarm.${ride.alarm}`)}</b> <time>${fmt.time(ride.alarmSince)}</time> <span>${t(`alarm.${ride.alarm}_what`)}</span></li>`)}</ul>
      </section>`}
      <div class=${`board ${model.state === 'live' ? '' : 'is-stale'}`}>
        ${COLUMNS.map(name => html`<section key=${name} class="column" aria-label=${t(`status.${name}`)}>
          <h2>${t(`status.${name}`)} <span class="chip number">${model.complete ? fmt.number(columns[name].length) : '…'}</span></h2>
          <ul>${columns[name].slice(0, SHOWN_CARDS).map(ride => html`<li key=${ride.id}>
            <button type="button" class=${`ticket ${ride.overdue ? 'overdue' : ''}`} aria-pressed=${chosen() === ride.id ? 'true' : 'false'} data-ride=${ride.id} onClick=${() => onChoose(ride.id)}>
              <span class="ticket-head"><b>${ride.plate ?? t('board.nobody')}</b><span class="number">${countdown(-clock.until(ride.since))}</span></span>
              <span class="ticket-rest">${[ride.area, ride.passengers > 1 && t('drive.passengers', { n: ride.passengers }), ride.pickupAt && fmt.time(ride.pickupAt)].filter(Boolean).join(' · ')}</span>
              ${ride.searchUntil && name === 'requested' && html`<span class="ticket-rest number">${clock.until(ride.searchUntil) > 0 ? t('board.answer_in', { time: countdown(clock.until(ride.searchUntil)) }) : t('board.answer_late')}</span>`}
              ${ride.overdue && html`<span class="chip bad">${t('board.overdue')}</span>`}
            </button></li>`)}
            ${columns[name].length > SHOWN_CARDS && html`<li class="soft">${t('board.and_more', { n: columns[name].length - SHOWN_CARDS })}</li>`}
          </ul>
        </section>`)}
      </div>
    </div>`;
  }

  return {
    View,
    model,
    close: () => {
      line.close();
      clearInterval(looking);
    },
  };
}
