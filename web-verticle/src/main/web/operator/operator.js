/**
 * The operators' desk.
 *
 * @module
 */
import { createAct, possible } from './acts.js';
import { createBoard } from './board.js';
import { createBook } from './book.js';
import { createFleet } from './fleet.js';
import { createAudit, createPast } from './records.js';
import { StoryPanel } from '../kit/panel.js';
import { go, onRoute, parts } from '../kit/route.js';
import { anybody, current, signIn, signOut } from '../kit/session.js';
import { SignIn, remembered } from '../kit/signin.js';
import { unlock } from '../kit/sound.js';
import { begin, start } from '../kit/start.js';
import { tell } from '../kit/story.js';
import { Bar, Freshness, Trouble, html, mount } from '../kit/ui.js';
import { speak, t } from '../kit/words.js';

/** @type {import('../kit/session.js').Role[]} */
const ROLES = ['admin', 'dispatcher', 'finance'];
const DESK = ['dispatcher', 'admin'];
/** Who sees which part, as the API has it. */
const TABS = [['', 'board.tab', DESK], ['book', 'book.tab', DESK], ['fleet', 'fleet.tab', DESK], ['past', 'past.title', ROLES], ['audit', 'audit.title', ['admin']]];

begin(async () => {
  const started = await start('admin');
  const { city, format } = started;
  let role = await known();
  /** @type {ReturnType<typeof createBoard> | undefined} */
  let board;
  /** @type {Record<string, any>} */
  let views = {};
  /** @type {ReturnType<typeof tell> | undefined} */
  let told;
  /** @type {any} */
  let ask;
  /** @type {unknown} */
  let trouble = null;
  let busy = false;

  const update = mount(/** @type {Element} */ (document.getElementById('page')), Page);

  /** @returns {Promise<import('../kit/session.js').Role | undefined>} in which role somebody works here already */
  async function known() {
    const last = remembered.get('operator-role');
    // In development the city's page signs in too; here somebody chooses.
    for (const as of city.dev ? [last].filter(Boolean) : ROLES) {
      const found = await current(/** @type {any} */ (as), city.dev);
      if (found) {
        started.session = found;
        return found.role;
      }
    }
    return undefined;
  }

  async function enter(as) {
    unlock();
    busy = true;
    trouble = null;
    update();
    try {
      started.session = await (city.dev ? anybody(as) : signIn(as));
      forget();
      role = as;
      remembered.set('operator-role', as);
      work();
    } catch (problem) {
      trouble = problem;
    }
    busy = false;
    update();
  }

  function work() {
    if (DESK.includes(role)) board = createBoard({ started, api: started.apiOf(role), renew: started.renewer(role), update, onChoose: choose, chosen: () => told?.story.id });
    else if (!['past', 'audit'].includes(parts(location.hash)[0])) go('past');
  }

  /** Of the role that somebody had. */
  function forget() {
    told?.close();
    told = undefined;
    board?.close();
    board = undefined;
    Object.values(views).forEach(view => view.close?.());
    views = {};
  }

  async function away() {
    try {
      await signOut(role);
    } catch (problem) {
      trouble = problem;
      update();
      return;
    }
    forget();
    remembered.set('operator-role', undefined);
    role = undefined;
    started.session = null;
    go('');
    update();
  }

  function choose(id) {
    told?.close();
    told = tell(id, started.apiOf(role), { renew: started.renewer(role), onChange: update });
    told.reload();
    update();
    setTimeout(() => document.getElementById('story')?.focus(), 50);
  }

  function unchoose() {
    const id = told?.story.id;
    told?.close();
    told = undefined;
    update();
    setTimeout(() => (document.querySelector(`[data-ride="${id}"]`) ?? document.getElementById('main'))?.focus(), 50);
  }

  function act(what) {
    ask = createAct({
      act: what,
      story: told.story,
      api: started.apiOf(role),
      format: format(),
      currency: city.currency,
      update,
      onClose: () => {
        ask = undefined;
        told?.reload();
        update();
      },
    });
    update();
  }

  async function language(chosen) {
    await speak(chosen, true);
    document.title = t('operator.title');
    update();
  }

  function Page() {
    const dev = city.dev && role ? t('signin.dev_as', { role: t(`role.${role}`) }) : undefined;
    const bar = html`<${Bar} page="operator" onLanguage=${language} dev=${dev}>
      ${board && html`<${Freshness} state=${board.model.state} seconds=${board.model.changedAt ? (Date.now() - board.model.changedAt) / 1000 : undefined} />`}
      ${city.dev && role && html`<select class="plain" aria-label=${t('operator.as')} value=${role} onChange=${event => enter(event.target.value)}>${ROLES.map(as => html`<option key=${as} value=${as}>${t(`role.${as}`)}</option>`)}</select>`}
      ${role && html`<button type="button" class="plain" onClick=${away}>${t('me.sign_out')}</button>`}
    <//>`;
    if (!role)
      return html`${bar}<${SignIn} role="dispatcher" dev=${city.dev} provider=${city.provider}>
        <div class="stack">${ROLES.map(as => html`<button key=${as} type="button" class=${as === 'admin' ? 'main big' : ''} disabled=${busy} onClick=${() => enter(as)}>${t('signin.as', { role: t(`role.${as}`) })}</button>`)}
        <p class="soft">${t('operator.roles')}</p><${Trouble} problem=${trouble} /></div><//>`;
    const [tab = ''] = parts(location.hash);
    return html`${bar}
      <nav class="tabs" aria-label=${t('rider.parts')}>${TABS.filter(([, , roles]) => roles.includes(role)).map(([name, key]) => html`<a key=${name} href=${`#/${name}`} aria-current=${name === tab ? 'page' : undefined}>${t(key)}</a>`)}</nav>
      <div class=${`desk ${told ? 'has-story' : ''}`}>
        <main id="main" tabindex="-1">${view(tab)}</main>
        ${told && html`<aside class="desk-story"><${StoryPanel} story=${told.story} format=${format()} onClose=${unchoose} onAgain=${told.reload}>
          <div class="row acts">${possible(told.story, role).map(what => html`<button key=${what.name} type="button" class=${`small ${what.danger ? 'danger' : ''}`} onClick=${() => act(what)}>${t(`act.${what.name}`)}</button>`)}</div>
        <//></aside>`}
      </div>
      ${ask && html`<${ask} />`}`;
  }

  function view(tab) {
    const api = started.apiOf(role);
    const common = { started, api, role, update, onChoose: choose };
    if (!TABS.some(([name, , roles]) => name === tab && roles.includes(role))) return html`<p class="alone">${t('problem.forbidden')}</p>`;
    if (tab === 'book') return html`<${(views.book ??= createBook(common)).View} />`;
    if (tab === 'fleet') return html`<${(views.fleet ??= createFleet(common)).View} />`;
    if (tab === 'past') return html`<${(views.past ??= createPast(common))} />`;
    if (tab === 'audit') return html`<${(views.audit ??= createAudit(common))} />`;
    return board ? html`${board.model.state === 'refused' && html`<${Trouble} problem=${board.model.problem} />`}<${board.View} />` : null;
  }

  let last = parts(location.hash)[0] ?? '';
  onRoute(() => {
    const [tab = ''] = parts(location.hash);
    if (tab !== last) {
      views[last]?.close?.();
      delete views[last];
      last = tab;
    }
    update();
    if (tab === 'book') setTimeout(() => document.getElementById('book-phone')?.focus(), 50);
  });
  addEventListener('keydown', event => {
    if (event.key === 'Escape' && told && !document.querySelector('dialog[open]')) unchoose();
    if (!role || event.ctrlKey || event.metaKey || event.altKey) return;
    // No letters: who types one means it (WCAG 2.1.4).
    if (event.key === 'F2') {
      event.preventDefault();
      if (parts(location.hash)[0] === 'book') document.getElementById('book-phone')?.focus();
      else go('book');
    } else if (event.key === 'F4') {
      event.preventDefault();
      document.getElementById('filter')?.focus();
    }
  });
  document.title = t('operator.title');
  if (role) work();
  setInterval(() => role && !document.hidden && update(), 1_000);
  addEventListener('pointerdown', unlock, { once: true });
});
