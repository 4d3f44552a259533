/**
 * Where the taxi is: from the device, or, in development, from the map, since few developers sit in a taxi in this city.
 *
 * @module
 */
import { target, toward } from './steps.js';

const REPORT_MILLIS = 3_000;
/** Older ones are not passed on by the server. */
const KEPT_SECONDS = 110;
const MAX_KEPT = 60;
/** A city's usual pace: 30 km/h. */
const METERS_A_SECOND = 8.3;

/**
 * @param {object} of
 * @param {import('../kit/start.js').Started} of.started
 * @param {import('../kit/api.js').Api} of.api
 * @param {() => {onDuty: boolean, status: string | undefined, ride: any}} of.doing
 * @param {(where: {lat: number, lng: number}) => void} of.onMove
 */
export function createPlace({ started, api, doing, onMove }) {
  const { city, clock } = started;
  const { south, west, north, east } = city.bounds;
  /** @type {{lat: number, lng: number} | undefined} */
  let where;
  /** Measured while there was no line. @type {{lat: number, lng: number, at: string}[]} */
  let kept = [];
  let pretended = city.dev;
  let drives = city.dev;
  let movedAt = Date.now();
  let sentAt = 0;
  /** @type {unknown} */
  let trouble = null;

  const inside = place => place.lat >= south && place.lat <= north && place.lng >= west && place.lng <= east;

  function move(place) {
    where = place;
    onMove(place);
  }

  navigator.geolocation?.watchPosition(
    ({ coords }) => {
      const place = { lat: coords.latitude, lng: coords.longitude };
      if (!city.dev || inside(place)) {
        pretended = false;
        move(place);
      }
    },
    () => undefined,
    { enableHighAccuracy: true, maximumAge: 5_000 },
  );

  async function report() {
    sentAt = Date.now();
    const now = { lat: round(where.lat), lng: round(where.lng) };
    const soon = clock.now() - KEPT_SECONDS * 1000;
    kept = kept.filter(fix => Date.parse(fix.at) > soon);
    try {
      // The one of now carries no time: the server's clock is right.
      await api.post('/v1/drivers/me/positions', { fixes: [...kept, now] }, { tries: 1 });
      kept = [];
      trouble = null;
    } catch (problem) {
      trouble = problem;
      if (problem.offline) {
        kept.push({ ...now, at: new Date(clock.now()).toISOString() });
        if (kept.length > MAX_KEPT) kept.shift();
      }
    }
  }

  const ticking = setInterval(() => {
    const seconds = ((Date.now() - movedAt) / 1000) * clock.speed();
    movedAt = Date.now();
    const { onDuty, status, ride } = doing();
    const to = pretended && drives ? target(status, ride) : undefined;
    if (where && to && (where.lat !== to.lat || where.lng !== to.lng)) move(toward(where, to, METERS_A_SECOND * seconds));
    if (onDuty && where && Date.now() - sentAt >= REPORT_MILLIS) report();
  }, 500);

  return {
    where: () => where,
    pretended: () => pretended,
    drives: () => drives,
    trouble: () => trouble,
    /** @param {boolean} itself in development: whether the taxi drives by itself */
    setDrives: itself => (drives = itself),
    /** Development: somebody says where the taxi is. @param {{lat: number, lng: number}} place */
    pretend(place) {
      pretended = true;
      move(place);
      sentAt = 0;
    },
    close: () => clearInterval(ticking),
  };
}

function round(degrees) {
  return Math.round(degrees * 1e6) / 1e6;
}
