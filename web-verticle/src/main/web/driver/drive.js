/**
 * A driver at work: what the server says of his duty, offers and ride, what he has tapped, and where he is.
 *
 * @module
 */
import { createOutbox } from './outbox.js';
import { createPlace } from './place.js';
import { expected } from './steps.js';
import { Problem } from '../kit/api.js';
import { remembered } from '../kit/signin.js';
import { play } from '../kit/sound.js';
import { follow } from '../kit/stream.js';
import { announce } from '../kit/ui.js';
import { t } from '../kit/words.js';

/** While free, and the list is looked at. */
const CALLS_MILLIS = 5_000;

/**
 * @param {{started: import('../kit/start.js').Started, api: import('../kit/api.js').Api, renew: () => Promise<boolean>, id: string, update: () => void}} of
 */
export function createDrive({ started, api, renew, id, update }) {
  const { clock } = started;
  const model = {
    id,
    state: /** @type {string} */ ('connecting'),
    duty: /** @type {any} */ (null),
    ride: /** @type {any} */ (null),
    rider: /** @type {any} */ (null),
    offers: /** @type {any[]} */ ([]),
    calls: /** @type {any[] | null} */ (null),
    /** The last ride, until it was looked at. */
    done: /** @type {any} */ (null),
    /** Why a ride is no more. */
    ended: /** @type {string | null} */ (null),
    taxi: remembered.get('driver-taxi') ?? '',
    taxis: /** @type {any[]} */ ([]),
    trouble: /** @type {any} */ (null),
    /** The tap that the trouble is about. */
    refused: /** @type {any} */ (undefined),
    loaded: false,
    busy: false,
  };

  const box = createOutbox({
    driver: id,
    api,
    storage: localStorage,
    now: clock.now,
    onChange: update,
    onDone: (tap, ride) => take(ride, tap.step),
    onRefused: (tap, problem) => {
      model.trouble = problem;
      model.refused = tap;
      announce(t('drive.refused', { step: t(`step.${tap.step}`) }), true);
      load();
    },
  });
  const place = createPlace({
    started,
    api,
    doing: () => ({ onDuty: !!model.duty?.taxi, status: expected(model.ride, box.taps()), ride: model.ride }),
    onMove: update,
  });

  /** @param {any} ride as it is now @param {string} [step] that made it so */
  function take(ride, step) {
    if (model.ride && ride.version < model.ride.version) return;
    const over = ride.status === 'no_show' || ride.status === 'canceled' || step === 'cancel' || step === 'no-show' || (ride.droppedOffAt && !ride.collect);
    if (over) {
      model.done = ride.droppedOffAt ? ride : null;
      model.ride = model.rider = null;
      play('done');
      duty();
    } else {
      model.ride = ride;
      if (!model.rider || model.rider.ride !== ride.id) who(ride.id);
    }
    update();
  }

  async function duty() {
    try {
      model.duty = await api.get('/v1/drivers/me/duty');
    } catch (problem) {
      if (!problem.offline) model.trouble = problem;
    }
    update();
  }

  async function who(ride) {
    try {
      model.rider = await api.get(`/v1/rides/${ride}/rider`);
    } catch {
      // The ride can be driven without it; after a moment it is asked again.
    }
    update();
  }

  /** What is open already; what comes from now on the stream tells. */
  async function load() {
    try {
      const [now, open] = await Promise.all([api.get('/v1/drivers/me/duty'), api.get('/v1/drivers/me/offers')]);
      model.duty = now;
      if (now.ride) take(await api.get('/v1/drivers/me/ride'));
      else model.ride = model.rider = null;
      model.offers = open.items;
      if (model.offers.length > 0 && !model.ride) play('offer');
      model.loaded = true;
      // What a try before this one complained of is over; what was refused is not.
      if (!model.refused) model.trouble = null;
    } catch (problem) {
      model.trouble = problem.code === 'not_found' && !model.duty ? new Problem({ status: 404, code: 'driver_unknown' }) : problem;
    }
    update();
  }

  const line = follow('/v1/drivers/me/events', {
    role: 'driver',
    renew,
    onBegin: load,
    onState: (state, problem) => {
      model.state = state;
      if (problem) model.trouble = problem;
      update();
    },
    onEvent: ({ type, data }) => {
      const { body } = data;
      if (type === 'offer.sent') {
        if (!model.offers.some(offer => offer.id === body.id)) model.offers = [body, ...model.offers];
        play('offer');
        announce(t('offer.said', { minutes: started.format().minutes(body.pickupSeconds) }), true);
      } else if (type === 'offer.closed') {
        model.offers = model.offers.filter(offer => offer.id !== body.offer);
      } else if (type === 'ride.canceled') {
        if (model.ride?.id === body.ride) {
          model.ride = model.rider = null;
          model.ended = body.reason;
          play('alarm');
          announce(t('drive.ride_gone'), true);
          duty();
        }
      } else if (type === 'ride.accepted' || type === 'ride.collect') {
        take(body);
        if (type === 'ride.accepted') duty();
      } else if (type === 'ride.settled' || type === 'ride.ended') {
        if (model.ride?.id === body.id || !model.ride) {
          model.ride = model.rider = null;
          model.done = body;
          play('done');
          duty();
        }
      }
      update();
    },
  });

  // A rider's name and phone may come a moment after the ride; offers go by when their time is over.
  const looking = setInterval(() => {
    if (model.ride && !model.rider && !document.hidden) who(model.ride.id);
    model.offers = model.offers.filter(offer => clock.until(offer.expiresAt) > -2);
    // Whoever has just gone on duty is heard of by his first position.
    if (model.duty?.state === 'non_contactable' && !document.hidden && place.where()) duty();
  }, 4_000);

  async function run(work) {
    model.busy = true;
    model.trouble = null;
    model.refused = undefined;
    update();
    try {
      await work();
    } catch (problem) {
      model.trouble = problem;
    }
    model.busy = false;
    update();
  }

  return Object.assign(model, {
    box,
    place,
    status: () => expected(model.ride, box.taps()),
    /** @param {boolean} onDuty */
    setDuty: onDuty =>
      run(async () => {
        model.duty = await api.put('/v1/drivers/me/duty', onDuty ? { onDuty, taxi: model.taxi.trim() } : { onDuty });
        if (onDuty) remembered.set('driver-taxi', model.taxi.trim());
        if (!onDuty) model.offers = [];
      }),
    accept: offer =>
      run(async () => {
        try {
          // The same key however often it is tapped.
          take(await api.post(`/v1/offers/${offer.id}/accept`, undefined, { key: `accept-${offer.id}` }));
        } finally {
          model.offers = model.offers.filter(other => other.id !== offer.id);
        }
        duty();
      }),
    decline: offer =>
      run(async () => {
        model.offers = model.offers.filter(other => other.id !== offer.id);
        await api.post(`/v1/offers/${offer.id}/decline`, undefined, { key: `decline-${offer.id}` });
      }),
    acceptCall: call =>
      run(async () => {
        try {
          take(await api.post(`/v1/calls/${call.id}/accept`, undefined, { key: `accept-${call.id}` }));
        } finally {
          model.calls = null;
        }
        duty();
      }),
    /** @param {string} step @param {unknown} [body] */
    tap: (step, body) => {
      model.trouble = null;
      model.refused = undefined;
      box.tap(step, model.ride.id, body);
    },
    calm: () => {
      model.trouble = model.done = model.ended = null;
      model.refused = undefined;
      update();
    },
    async lookForCalls() {
      if (model.ride || !model.duty?.taxi) return;
      try {
        model.calls = (await api.get('/v1/calls', { tries: 1 })).items;
      } catch (problem) {
        if (!problem.offline) model.trouble = problem;
      }
      update();
    },
    load,
    callsMillis: CALLS_MILLIS,
    close() {
      line.close();
      place.close();
      clearInterval(looking);
    },
  });
}

/** @typedef {ReturnType<typeof createDrive>} Drive */
