/**
 * Taps on their way to the server. Each is kept in the browser under its key before it is sent, and until it is answered: neither a line
 * that breaks nor a reload nor a dead battery loses or repeats one.
 *
 * @module
 */
import { newKey } from '../kit/api.js';

/** While there is no line, and nobody says that there is one again. */
const AGAIN_MILLIS = 3_000;
/** A key means something for 48 hours; what is older was settled otherwise. */
const KEPT_MILLIS = 47 * 3_600_000;

/**
 * @param {object} of
 * @param {string} of.driver whose taps they are
 * @param {import('../kit/api.js').Api} of.api
 * @param {Storage} of.storage
 * @param {() => number} of.now domain time in milliseconds
 * @param {() => void} of.onChange
 * @param {(tap: import('./steps.js').Tap, ride: any) => void} of.onDone
 * @param {(tap: import('./steps.js').Tap, problem: any) => void} of.onRefused
 */
export function createOutbox({ driver, api, storage, now, onChange, onDone, onRefused }) {
  const name = `tanda.driver.${driver}.taps`;
  /** @type {(import('./steps.js').Tap & {kept: number})[]} */
  let taps = read();
  let sending = false;
  let offline = false;

  function read() {
    try {
      const kept = JSON.parse(storage.getItem(name) ?? '[]');
      return Array.isArray(kept) ? kept.filter(tap => Date.now() - tap.kept < KEPT_MILLIS) : [];
    } catch {
      return [];
    }
  }

  function keep() {
    try {
      storage.setItem(name, JSON.stringify(taps));
    } catch {
      // A browser that keeps nothing still sends what it has.
    }
    onChange();
  }

  async function send() {
    if (sending || taps.length === 0) return;
    sending = true;
    const tap = taps[0];
    try {
      const ride = await api.post(tap.path, tap.body, { key: tap.key });
      offline = false;
      done(tap);
      onDone(tap, ride);
    } catch (problem) {
      offline = problem.offline || problem.status === 503;
      if (!offline) {
        // What follows was tapped in the belief that this had been done.
        taps = taps.filter(other => other.ride !== tap.ride);
        keep();
        onRefused(tap, problem);
      }
    }
    sending = false;
    onChange();
    if (taps.length > 0) setTimeout(send, offline ? AGAIN_MILLIS : 0);
  }

  function done(tap) {
    taps = taps.filter(other => other.key !== tap.key);
    keep();
  }

  addEventListener('online', send);
  send();
  return {
    taps: () => taps,
    offline: () => offline,
    /** @param {string} step @param {string} ride @param {unknown} [body] */
    tap(step, ride, body) {
      if (taps.some(tap => tap.ride === ride && tap.step === step)) return;
      taps.push({ key: newKey(), step, ride, path: `/v1/rides/${ride}/${step}`, body, at: new Date(now()).toISOString(), kept: Date.now() });
      keep();
      send();
    },
  };
}
