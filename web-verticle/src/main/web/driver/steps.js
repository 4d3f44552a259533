/**
 * What a driver does next. Pure.
 *
 * @module
 */

/** @typedef {{key: string, step: string, ride: string, path: string, body?: unknown, at: string}} Tap what was tapped and is not answered yet */

/** What a ride is after each step, as soon as it is carried out. */
const AFTER = Object.freeze({ arrive: 'arrived', pickup: 'in_progress', dropoff: 'settling', abort: 'settling', 'no-show': 'no_show', cancel: 'given_back', cash: 'tendered', terminal: 'tendered' });

/**
 * What the ride will be once all taps have arrived: a driver without a line goes on.
 *
 * @param {{id: string, status: string} | null} ride as the server said it last
 * @param {Tap[]} taps in their order
 * @returns {string | undefined} a status; undefined without a ride
 */
export function expected(ride, taps) {
  if (!ride) return undefined;
  return taps.filter(tap => tap.ride === ride.id).reduce((status, tap) => AFTER[tap.step] ?? status, ride.status);
}

/** @param {string | undefined} status @returns {'arrive' | 'pickup' | 'dropoff' | undefined} the one big step */
export function next(status) {
  if (status === 'accepted') return 'arrive';
  if (status === 'arrived') return 'pickup';
  if (status === 'in_progress') return 'dropoff';
  return undefined;
}

/** @param {string | undefined} status @param {any} ride @returns {{lat: number, lng: number} | undefined} where to drive */
export function target(status, ride) {
  if (!ride) return undefined;
  if (status === 'accepted') return ride.pickup;
  if (status === 'in_progress') return ride.dropoff;
  return undefined;
}

/**
 * @param {{lat: number, lng: number}} from
 * @param {{lat: number, lng: number}} to
 * @param {number} meters at most
 * @returns {{lat: number, lng: number}} on the straight line between them
 */
export function toward(from, to, meters) {
  const north = (to.lat - from.lat) * 111_195;
  const east = (to.lng - from.lng) * 111_195 * Math.cos((from.lat * Math.PI) / 180);
  const all = Math.hypot(north, east);
  if (all <= meters) return { lat: to.lat, lng: to.lng };
  return { lat: from.lat + ((to.lat - from.lat) * meters) / all, lng: from.lng + ((to.lng - from.lng) * meters) / all };
}
