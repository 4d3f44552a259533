/**
 * What a city's figures are made of: what the desk's stream showed, counted. Pure: time is an argument.
 *
 * @module
 */
import { percentile } from '../kit/format.js';

/** Calls and payments are told for so long. */
const WINDOW_MILLIS = 60_000;
const LEAST_SECONDS = 10;
/** As many answers as tell a p95 that means something. */
const MAX_WAITS = 500;
const MAX_FEED = 200;

/**
 * @typedef {object} Ride as the desk shows it
 * @property {string} id
 * @property {string} status
 * @property {string} since
 * @property {string} [plate]
 * @property {string} [driver]
 * @property {string} [area]
 * @property {string} [pickupAt]
 * @property {boolean} overdue
 * @property {{lat: number, lng: number}} pickup
 * @property {{lat: number, lng: number}} dropoff
 */
/** @typedef {{key: number, what: string, at: number, ride: string, plate?: string, area?: string, paid?: {minorUnits: number, currency: string}}} Line of the feed */

export class Tally {
  /** @type {Map<string, Ride>} */
  rides = new Map();
  /** The newest first. @type {Line[]} */
  feed = [];
  paidRides = 0;
  /** @type {Map<string, number>} minor units by currency */
  paid = new Map();
  /** Some rides ended without anybody having looked at how: what is counted is the least. */
  atLeast = false;
  /** Whether all was shown that was under way at the beginning. */
  complete = false;
  #calls = /** @type {number[]} */ ([]);
  #waits = /** @type {number[]} */ ([]);
  #key = 0;

  /** The stream began again: what it shows is all there is. */
  begin() {
    this.complete = false;
    this.#seen = new Set();
  }

  #seen = new Set();

  /** @param {Ride} ride @param {number} now real milliseconds */
  changed(ride, now) {
    const before = this.rides.get(ride.id);
    this.rides.set(ride.id, ride);
    this.#seen.add(ride.id);
    if (!before) {
      if (!this.complete) return;
      if (ride.status === 'requested') {
        this.#calls.push(now);
        this.#say('call', ride, Date.parse(ride.since));
      }
    } else if (before.status !== ride.status) {
      if (before.status === 'requested' && ride.status === 'accepted' && !ride.pickupAt) {
        this.#waits.push((Date.parse(ride.since) - Date.parse(before.since)) / 1000);
        if (this.#waits.length > MAX_WAITS) this.#waits.shift();
      }
      this.#say(ride.status === 'requested' ? 'reopened' : ride.status, ride, Date.parse(ride.since));
    } else if (ride.overdue && !before.overdue) {
      this.#say('overdue', ride, Date.parse(ride.since));
    }
  }

  /** All that is under way was shown. @returns {string[]} the rides that ended while nobody looked */
  allShown() {
    const gone = [...this.rides.keys()].filter(id => !this.#seen.has(id));
    gone.forEach(id => this.rides.delete(id));
    this.complete = true;
    return gone;
  }

  /** @param {string} id @returns {Ride | undefined} as it was */
  over(id) {
    const ride = this.rides.get(id);
    this.rides.delete(id);
    return ride;
  }

  /**
   * How a ride ended, as its booking says it.
   *
   * @param {Ride | undefined} ride
   * @param {{id: string, status: string, paid?: {minorUnits: number, currency: string}, updatedAt: string}} booking
   */
  ended(ride, booking) {
    if (booking.paid && booking.status === 'completed') {
      this.paidRides++;
      this.paid.set(booking.paid.currency, (this.paid.get(booking.paid.currency) ?? 0) + booking.paid.minorUnits);
    }
    this.#say(booking.status, { id: booking.id, plate: ride?.plate, area: ride?.area }, Date.parse(booking.updatedAt), booking.paid);
  }

  #say(what, ride, at, paid) {
    this.feed.unshift({ key: ++this.#key, what, at, ride: ride.id, plate: ride.plate, area: ride.area, paid });
    if (this.feed.length > MAX_FEED) this.feed.pop();
  }

  /** @param {number} now real milliseconds @param {number} since when somebody looks, in real milliseconds */
  figures(now, since) {
    while (this.#calls.length > 0 && now - this.#calls[0] > WINDOW_MILLIS) this.#calls.shift();
    let waiting = 0;
    let coming = 0;
    let onRide = 0;
    let settling = 0;
    for (const ride of this.rides.values()) {
      if (ride.status === 'requested') waiting++;
      else if (ride.status === 'in_progress') onRide++;
      else if (ride.status === 'settling') settling++;
      else coming++;
    }
    // In the first minute what was seen stands for the whole of it; of the first seconds nothing can be said.
    const seconds = Math.min(WINDOW_MILLIS, now - since) / 1000;
    return {
      callsAMinute: seconds < LEAST_SECONDS ? undefined : (this.#calls.length * 60) / seconds, waiting, coming, onRide, settling,
      acceptedWithin: percentile(this.#waits, 0.95), waits: this.#waits.length, paidRides: this.paidRides,
    };
  }
}
