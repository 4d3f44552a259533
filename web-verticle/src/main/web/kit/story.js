/**
 * One ride's story: its events as they are kept, and what is known of its money.
 *
 * @module
 */
import { follow } from './stream.js';

/**
 * @typedef {object} Story
 * @property {string} id
 * @property {any} [booking]
 * @property {any} [payment]
 * @property {any} [record] of the history, with the lines of the fare
 * @property {{type: string, at: string, body: any, version: number}[]} events
 * @property {string} state of the stream
 * @property {unknown} [problem]
 */

/** After these events something is to be asked for again. */
const MONEY = new Set(['booking.ride-dropped-off.v1', 'booking.ride-completed.v1', 'booking.ride-owed.v1', 'booking.ride-aborted.v1']);

/**
 * @param {string} id of the ride
 * @param {import('../kit/api.js').Api} api
 * @param {{renew: () => Promise<boolean>, onChange: () => void}} how
 * @returns {{story: Story, close: () => void, reload: () => void}}
 */
export function tell(id, api, how) {
  /** @type {Story} */
  const story = { id, events: [], state: 'connecting' };
  let closed = false;
  const changed = () => !closed && how.onChange();

  async function look() {
    try {
      story.booking = await api.get(`/v1/bookings/${id}`);
      changed();
      money();
      const at = Date.parse(story.booking.requestedAt);
      const page = await api.get(
        `/v1/ride-history?rider=${story.booking.rider}&from=${new Date(at - 1000).toISOString()}&to=${new Date(at + 1000).toISOString()}`,
      );
      story.record = page.items.find(item => item.id === id) ?? story.record;
      changed();
    } catch (problem) {
      story.problem = problem;
      changed();
    }
  }

  async function money() {
    // Before that there is no charge, and to ask would be a mistake of ours.
    if (!story.booking?.fare) return;
    try {
      story.payment = await api.get(`/v1/payments/${id}`);
    } catch {
      // Nothing is due yet: there is no charge to tell of.
    }
    changed();
  }

  const line = follow(`/v1/bookings/${id}/events`, {
    role: api.role,
    renew: how.renew,
    onState: state => {
      story.state = state;
      changed();
    },
    onEvent: ({ data }) => {
      if (story.events.some(event => event.version === data.version)) return;
      story.events.push(data);
      if (MONEY.has(data.type)) look();
      changed();
    },
  });
  look();
  return {
    story,
    reload: look,
    close: () => {
      closed = true;
      line.close();
    },
  };
}
