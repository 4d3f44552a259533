/**
 * The rider's page: call a taxi, follow it, pay, and look things up.
 *
 * @module
 */
import { createAsk } from './ask.js';
import { createMethods, createRides } from './records.js';
import { OVER, createRide } from './ride.js';
import { createMe, createMessages, createUnread } from '../kit/mailbox.js';
import { go, onRoute, parts } from '../kit/route.js';
import { signIn, signOut } from '../kit/session.js';
import { SignIn, remembered } from '../kit/signin.js';
import { unlock } from '../kit/sound.js';
import { begin, start } from '../kit/start.js';
import { Bar, Trouble, Waiting, html, mount } from '../kit/ui.js';
import { speak, t } from '../kit/words.js';

const TABS = [['', 'rider.tab_ride'], ['rides', 'rider.rides'], ['methods', 'methods.title'], ['messages', 'messages.title'], ['me', 'me.title']];

begin(async () => {
  const started = await start('rider');
  const { city, format } = started;
  const api = started.apiOf('rider');
  const renew = started.renewer('rider');
  let busy = false;
  let loading = false;
  /** @type {unknown} */
  let trouble = null;
  /** @type {ReturnType<typeof createRide> | undefined} */
  let ride;
  /** Views that are made when they are first looked at, and again when they are opened anew. @type {Record<string, any>} */
  let views = {};
  /** @type {ReturnType<typeof createUnread> | undefined} */
  let unread;
  /** @type {ReturnType<typeof createAsk> | undefined} */
  let ask;

  const update = mount(/** @type {Element} */ (document.getElementById('page')), Page);
  const common = { api, update, format };

  /** What goes on already: also after a reload, and on another phone. */
  async function find() {
    loading = true;
    trouble = null;
    unread ??= createUnread({ api, update });
    update();
    try {
      const [, wanted] = parts(location.hash)[0] === 'ride' ? parts(location.hash) : [];
      const found = wanted
        ? await api.get(`/v1/bookings/${encodeURIComponent(wanted)}`)
        : (await api.get('/v1/bookings?limit=20')).items.find(booking => !OVER.has(booking.status) && booking.status !== 'scheduled');
      ride?.close();
      ride = found && createRide({ booking: found, started, api, renew, update, onLeave: leave });
    } catch (problem) {
      trouble = problem;
    }
    loading = false;
    update();
  }

  function leave() {
    ride?.close();
    ride = undefined;
    if (parts(location.hash)[0] === 'ride') go('');
    update();
  }

  function booked(booking) {
    ride?.close();
    ride = createRide({ booking, started, api, renew, update, onLeave: leave });
    update();
    document.getElementById('main')?.focus();
  }

  async function enter() {
    unlock();
    busy = true;
    trouble = null;
    update();
    try {
      started.session = await signIn('rider', remembered.get('rider'));
      remembered.set('rider', started.session.id);
      await find();
    } catch (problem) {
      trouble = problem;
    }
    busy = false;
    update();
  }

  async function away() {
    try {
      await signOut('rider');
    } catch (problem) {
      trouble = problem;
      update();
      return;
    }
    remembered.set('rider', undefined);
    ride?.close();
    ride = undefined;
    ask = undefined;
    unread?.close();
    unread = undefined;
    views = {};
    started.session = null;
    go('');
    update();
  }

  async function language(chosen) {
    await speak(chosen, true);
    document.title = t('rider.title');
    update();
  }

  function Page() {
    const session = started.session;
    const bar = html`<${Bar} page="rider" onLanguage=${language} dev=${city.dev && session ? t('signin.dev_as', { role: t('role.rider') }) : undefined} />`;
    if (!session) return html`${bar}<${SignIn} role="rider" dev=${city.dev} provider=${city.provider} busy=${busy} onSignIn=${enter} /><div class="alone"><${Trouble} problem=${trouble} /></div>`;
    const [tab = ''] = parts(location.hash);
    return html`${bar}
      <nav class="tabs" aria-label=${t('rider.parts')}>${TABS.map(([name, key]) => html`<a key=${name} href=${`#/${name}`} aria-current=${name === tab || (name === '' && tab === 'ride') ? 'page' : undefined}>${t(key)}${name === 'messages' && unread?.count() ? ` (${unread.count()})` : ''}</a>`)}</nav>
      <main id="main" tabindex="-1">${view(tab, session)}</main>`;
  }

  function view(tab, session) {
    if (tab === 'rides') return html`<${(views.rides ??= createRides(common))} />`;
    if (tab === 'methods') return html`<${(views.methods ??= createMethods({ ...common, dev: city.dev, onChange: () => ask?.reload() }))} />`;
    if (tab === 'messages') return html`<${(views.messages ??= createMessages({ ...common, onRead: () => unread?.look() }))} />`;
    if (tab === 'me') return html`<${(views.me ??= createMe({ ...common, id: session.id, onSignOut: away }))} />`;
    if (trouble) return html`<div class="alone"><${Trouble} problem=${trouble} onAgain=${find} /></div>`;
    if (loading) return html`<${Waiting} />`;
    if (ride) return html`<${ride.View} key=${ride.id} />`;
    ask ??= createAsk({ started, api, update, onBooked: booked });
    return html`<${ask.View} key="ask" />`;
  }

  onRoute(() => {
    const [tab = '', id] = parts(location.hash);
    // What is opened anew is read anew.
    delete views[tab];
    if (started.session && ((tab === 'ride' && id !== ride?.id) || (tab === '' && !ride))) find();
    update();
  });
  document.title = t('rider.title');
  if (started.session) find();
  // Countdown and arrival go on while nothing is told.
  setInterval(() => ride && !document.hidden && update(), 500);
  addEventListener('pointerdown', unlock, { once: true });
});
