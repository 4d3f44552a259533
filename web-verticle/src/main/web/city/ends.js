/**
 * How rides ended: the desk's stream only says that they are over.
 *
 * @module
 */

/** As many questions at a time as leave the others room. */
const AT_ONCE = 4;
/** More endings than these at once are not looked up: the figures say that they are the least. */
const MAX_WAITING = 500;
const AGAIN_MILLIS = 3_000;
/** A charge that is not settled within two minutes is told of when the operators' page shows it. */
const MAX_LOOKS = 40;

/** Nothing comes after these, but for what is owed. */
export const FINAL = new Set([
  'completed', 'no_drivers_available', 'rider_canceled', 'operator_canceled', 'no_show', 'aborted', 'expired', 'owed',
]);

/**
 * @param {(id: string) => Promise<any>} booking
 * @param {(id: string, booking: any) => void} ended
 * @param {() => void} lost one of them was not looked up
 */
export function createEnds(booking, ended, lost) {
  /** @type {{id: string, looks: number}[]} */
  const waiting = [];
  let asking = 0;

  function next() {
    while (asking < AT_ONCE && waiting.length > 0) {
      const one = /** @type {{id: string, looks: number}} */ (waiting.shift());
      asking++;
      look(one).finally(() => {
        asking--;
        next();
      });
    }
  }

  async function look(one) {
    one.looks++;
    try {
      const found = await booking(one.id);
      if (FINAL.has(found.status)) ended(one.id, found);
      else again(one);
    } catch {
      again(one);
    }
  }

  function again(one) {
    if (one.looks >= MAX_LOOKS) {
      lost();
      return;
    }
    setTimeout(() => {
      waiting.push(one);
      next();
    }, AGAIN_MILLIS);
  }

  return {
    /** @param {string} id */
    add(id) {
      if (waiting.length >= MAX_WAITING) {
        lost();
        return;
      }
      waiting.push({ id, looks: 0 });
      next();
    },
  };
}
