/**
 * The driver's page.
 *
 * @module
 */
import { createChoose } from './choose.js';
import { createDrive } from './drive.js';
import { createFinish } from './finish.js';
import { createEarnings } from './earnings.js';
import { target } from './steps.js';
import { Calls, Done, Duty, GiveBack, Offer, Ride, Taps, WhyArrived } from './views.js';
import { createMe, createMessages, createUnread } from '../kit/mailbox.js';
import { MapView } from '../kit/map.js';
import { go, onRoute, parts } from '../kit/route.js';
import { anybody, signIn, signOut } from '../kit/session.js';
import { SignIn, remembered } from '../kit/signin.js';
import { unlock } from '../kit/sound.js';
import { begin, start } from '../kit/start.js';
import { Bar, Freshness, Trouble, Waiting, html, mount } from '../kit/ui.js';
import { speak, t } from '../kit/words.js';
import { createWriting } from '../kit/writing.js';

const TABS = [['', 'drive.tab'], ['calls', 'calls.title'], ['rides', 'earnings.title'], ['messages', 'messages.title'], ['me', 'me.title']];
const SHOWN_TAXIS = 300;

begin(async () => {
  const started = await start('driver');
  const { city, format } = started;
  const api = started.apiOf('driver');
  const renew = started.renewer('driver');
  /** @type {import('./drive.js').Drive | undefined} */
  let drive;
  /** What is asked in a dialog. */
  let asked = '';
  /** @type {any} */
  let finish;
  /** @type {unknown} */
  let trouble = null;
  /** @type {Record<string, any>} */
  let views = {};
  /** @type {ReturnType<typeof createUnread> | undefined} */
  let unread;
  /** @type {ReturnType<typeof createWriting> | undefined} */
  let writing;
  /** @type {import('../kit/map.js').CityMap | undefined} */
  let map;
  let me;
  let shownGoal = '';

  const update = mount(/** @type {Element} */ (document.getElementById('page')), Page);
  const choose = createChoose({ started, update, onDriver: enter });
  const common = { api, update, format };

  async function enter(id) {
    unlock();
    try {
      started.session = await signIn('driver', id);
      remembered.set('driver', id);
      work();
    } catch (problem) {
      trouble = problem;
      update();
    }
  }

  function work() {
    unread = createUnread({ api, update });
    drive = createDrive({ started, api, renew, id: started.session.id, update: seen });
    if (city.dev) {
      // Which taxis there are, drivers cannot ask; here anybody may be a dispatcher.
      anybody('dispatcher')
        .then(() => started.apiOf('dispatcher').all('/v1/fleet/taxis', SHOWN_TAXIS))
        .then(taxis => {
          drive.taxis = taxis.filter(taxi => !taxi.standing || taxi.standing === 'active');
          update();
        })
        .catch(() => undefined);
    }
  }

  /** What the map shows follows what is known. */
  function seen() {
    if (map && drive) {
      const where = drive.place.where();
      if (where && !me) me = map.pin(where, 'me', t('drive.me'), city.dev ? place => drive.place.pretend(place) : undefined);
      else if (where) me.move(where);
      const to = target(drive.status(), drive.ride);
      const goal = to ? `${to.lat},${to.lng}` : '';
      if (goal !== shownGoal) {
        shownGoal = goal;
        map.stage.marks.clear();
        pins.forEach(pin => pin.remove());
        pins = to ? [map.pin(to, drive.status() === 'in_progress' ? 'dropoff' : 'pickup', t('drive.goal'))] : [];
        if (to) map.show(where ? [to, where] : [to]);
      }
    }
    if (drive?.refused?.step === 'arrive' && drive.trouble?.code === 'not_at_pickup' && asked !== 'arrived') asked = 'arrived';
    update();
  }
  let pins = [];

  function ask(what) {
    asked = what;
    if (what === 'write') writing = createWriting({ api, update, format, ride: drive.ride.id, onClose: () => ask('') });
    if (what === 'finish' || what === 'abort') {
      finish = createFinish({
        ride: drive.ride,
        early: what === 'abort',
        currency: city.currency,
        update,
        onClose: () => ask(''),
        onDone: body => {
          drive.tap(what === 'abort' ? 'abort' : 'dropoff', body);
          ask('');
        },
      });
    }
    update();
  }

  async function away() {
    try {
      await signOut('driver');
    } catch (problem) {
      trouble = problem;
      update();
      return;
    }
    remembered.set('driver', undefined);
    drive?.close();
    drive = undefined;
    unread?.close();
    unread = undefined;
    views = {};
    started.session = null;
    go('');
    update();
  }

  async function language(chosen) {
    await speak(chosen, true);
    document.title = t('drive.title');
    update();
  }

  function Page() {
    const dev = city.dev && started.session ? `${t('signin.dev_as', { role: t('role.driver') })} ${drive?.place.pretended() ? t('drive.dev_place') : ''}` : undefined;
    const bar = html`<${Bar} page="driver" onLanguage=${language} dev=${dev}>${drive && html`<${Freshness} state=${drive.state} />`}<//>`;
    if (!drive)
      return html`${bar}<${SignIn} role="driver" dev=${city.dev} provider=${city.provider}><${choose} /><//>${trouble && html`<div class="alone"><${Trouble} problem=${trouble} /></div>`}`;
    const [tab = ''] = parts(location.hash);
    return html`${bar}
      <nav class="tabs" aria-label=${t('rider.parts')}>${TABS.map(([name, key]) => html`<a key=${name} href=${`#/${name}`} aria-current=${name === tab ? 'page' : undefined}>${t(key)}${name === 'messages' && unread?.count() ? ` (${unread.count()})` : ''}</a>`)}</nav>
      <main id="main" tabindex="-1">${view(tab)}</main>
      ${drive.offers.length > 0 && !drive.ride && html`<${Offer} drive=${drive} started=${started} />`}
      ${asked === 'arrived' && drive.ride && html`<${WhyArrived} drive=${drive} onClose=${() => { drive.calm(); ask(''); }} />`}
      ${asked === 'giveback' && drive.ride && html`<${GiveBack} drive=${drive} onClose=${() => ask('')} />`}
      ${asked === 'write' && html`<${writing} />`}
      ${(asked === 'finish' || asked === 'abort') && drive.ride && html`<${finish} />`}`;
  }

  function view(tab) {
    if (tab === 'calls') return html`<${Calls} drive=${drive} started=${started} />`;
    if (tab === 'rides') return html`<${(views.rides ??= createEarnings({ ...common, started }))} />`;
    if (tab === 'messages') return html`<${(views.messages ??= createMessages({ ...common, onRead: () => unread?.look() }))} />`;
    if (tab === 'me') return html`<${(views.me ??= createMe({ ...common, id: drive.id, onSignOut: away }))} />`;
    return html`<div class="cockpit">
      <${MapView} city=${city} label=${t('ask.map')} onReady=${made => {
        map = made;
        me = undefined;
        pins = [];
        shownGoal = '';
        if (city.dev) map.onClick((_, place) => drive.place.pretend(place));
        seen();
      }} />
      <div class="card stack controls">
        <${Taps} drive=${drive} format=${format()} />
        <${Trouble} problem=${drive.trouble} onAgain=${() => { drive.calm(); drive.load(); }} />
        ${!drive.loaded && !drive.ride ? html`<${Waiting} />`
          : drive.ride ? html`<${Ride} drive=${drive} started=${started} ask=${ask} />`
            : drive.done ? html`<${Done} drive=${drive} format=${format()} />`
              : html`<${Duty} drive=${drive} started=${started} update=${update} />`}
        ${drive.place.pretended() && html`<label class="inline dev-drives"><input type="checkbox" checked=${drive.place.drives()} onChange=${event => { drive.place.setDrives(event.target.checked); update(); }} />${t('drive.dev_drives')}</label>`}
      </div>
    </div>`;
  }

  onRoute(() => {
    const [tab = ''] = parts(location.hash);
    delete views[tab];
    if (tab === 'calls') drive?.lookForCalls();
    update();
  });
  document.title = t('drive.title');
  if (started.session) work();
  setInterval(() => drive && !document.hidden && update(), 500);
  setInterval(() => {
    if (drive && !document.hidden && parts(location.hash)[0] === 'calls') drive.lookForCalls();
  }, 5_000);
  if (parts(location.hash)[0] === 'calls') setTimeout(() => drive?.lookForCalls(), 1_500);
  addEventListener('pointerdown', unlock, { once: true });
});
