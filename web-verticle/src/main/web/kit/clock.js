/**
 * The domain's time, which may run faster than real time in development: all times that the API tells are in it.
 *
 * @module
 */

/** The server's clock is asked again so often: a laptop that slept is right again soon. */
export const SYNC_MILLIS = 60_000;

/**
 * @param {() => number} [real] milliseconds of real time
 */
export function createClock(real = Date.now) {
  let domainAt = real();
  let realAt = domainAt;
  let speed = 1;
  return {
    /** @param {{now: string, speed: number}} told by the server, now */
    set(told) {
      domainAt = Date.parse(told.now);
      realAt = real();
      speed = told.speed > 0 ? told.speed : 1;
    },
    /** @returns {number} milliseconds since 1970 */
    now: () => domainAt + (real() - realAt) * speed,
    /** @returns {number} seconds of the domain in a real one */
    speed: () => speed,
    /** @param {string} time @returns {number} real milliseconds since then */
    realAge: time => (domainAt + (real() - realAt) * speed - Date.parse(time)) / speed,
    /** @param {string | undefined} time @returns {number} seconds of the domain until then; below zero when it is over */
    until: time => (time === undefined ? 0 : (Date.parse(time) - (domainAt + (real() - realAt) * speed)) / 1000),
  };
}

/** @typedef {ReturnType<typeof createClock>} Clock */
