/**
 * How things move between two places where they were seen.
 *
 * @module
 */

/** A position older than this is shown as old: the taxi may be elsewhere. */
export const OLD_MILLIS = 5_000;
/** Farther in one step than any taxi drives: it was away, and does not fly across the city. */
const JUMP_DEGREES = 0.02;

/**
 * @typedef {object} Mover
 * @property {string} id
 * @property {string} state
 * @property {number} lat where it is drawn from
 * @property {number} lng
 * @property {number} toLat where it was seen last
 * @property {number} toLng
 * @property {number} from when the movement began, in milliseconds
 * @property {number} seen real milliseconds when it was there
 * @property {any} about what else is known
 */

/** @param {Mover} mover @param {number} now @param {number} millis how long a movement takes @returns {number} from 0 to 1 */
export function progress(mover, now, millis) {
  return millis <= 0 ? 1 : Math.min(1, Math.max(0, (now - mover.from) / millis));
}

/** @param {Mover} mover @param {number} part @returns {number} */
export const latAt = (mover, part) => mover.lat + (mover.toLat - mover.lat) * part;
/** @param {Mover} mover @param {number} part @returns {number} */
export const lngAt = (mover, part) => mover.lng + (mover.toLng - mover.lng) * part;

/** Many things that move, each by its id. */
export class Movers {
  /** @type {Map<string, Mover>} */
  all = new Map();
  /** How long a movement takes: as long as there is between two looks, so that nothing stops between. */
  millis = 2_000;

  /**
   * @param {{id: string, state: string, lat: number, lng: number, seen: number, about: any}} seen
   * @param {number} now
   */
  see(seen, now) {
    const known = this.all.get(seen.id);
    if (!known) {
      this.all.set(seen.id, {
        id: seen.id, state: seen.state, lat: seen.lat, lng: seen.lng, toLat: seen.lat, toLng: seen.lng, from: now, seen: seen.seen, about: seen.about,
      });
      return;
    }
    known.state = seen.state;
    known.seen = seen.seen;
    known.about = seen.about;
    if (known.toLat === seen.lat && known.toLng === seen.lng) return;
    const jumps = Math.abs(known.toLat - seen.lat) > JUMP_DEGREES || Math.abs(known.toLng - seen.lng) > JUMP_DEGREES;
    const part = progress(known, now, this.millis);
    const lat = jumps ? seen.lat : latAt(known, part);
    const lng = jumps ? seen.lng : lngAt(known, part);
    known.lat = lat;
    known.lng = lng;
    known.toLat = seen.lat;
    known.toLng = seen.lng;
    known.from = now;
  }

  /** @param {(mover: Mover) => boolean} kept */
  keep(kept) {
    for (const mover of this.all.values()) if (!kept(mover)) this.all.delete(mover.id);
  }

  /** @param {number} now @returns {boolean} whether anything is on its way */
  moving(now) {
    for (const mover of this.all.values()) {
      if (now - mover.from < this.millis && (mover.lat !== mover.toLat || mover.lng !== mover.toLng)) return true;
    }
    return false;
  }
}
