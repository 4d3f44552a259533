/**
 * What somebody was written and told, and where he is told.
 *
 * @module
 */
import { List, pages } from './list.js';
import { Trouble, Waiting, announce, html, useEffect } from './ui.js';
import { LANGUAGES, t, tOr } from './words.js';
import { createWriting } from './writing.js';

/** A browser gives a host six lines, and each page that is open has one already: so this is asked. */
const COUNT_MILLIS = 10_000;

/** How many messages are not read yet. @param {{api: import('./api.js').Api, update: () => void}} of */
export function createUnread({ api, update }) {
  let unread = 0;
  async function look() {
    try {
      const found = (await api.get('/v1/me/messages/unread', { tries: 1 })).unread;
      if (found > unread) announce(t('messages.came'));
      unread = found;
    } catch {
      // It is asked again.
    }
    update();
  }
  const asker = setInterval(() => !document.hidden && look(), COUNT_MILLIS);
  look();
  return { count: () => unread, look, close: () => clearInterval(asker) };
}

/** @param {{api: import('./api.js').Api, update: () => void, format: () => import('./format.js').Format, onRead: () => void}} of */
export function createMessages({ api, update, format, onRead }) {
  const came = pages(api, '/v1/messages', update);
  const sent = pages(api, '/v1/messages?box=sent', update);
  const notices = pages(api, '/v1/notifications', update);
  /** Those that were not read when they came on the screen. @type {Set<string>} */
  const fresh = new Set();
  /** @type {unknown} */
  let trouble = null;
  /** @type {ReturnType<typeof createWriting> | undefined} */
  let writing;

  async function run(work) {
    trouble = null;
    try {
      await work();
    } catch (problem) {
      trouble = problem;
    }
    update();
  }

  function again() {
    came.again();
    sent.again();
    notices.again();
  }

  function read(message) {
    if (message.readAt || fresh.has(message.id)) return;
    fresh.add(message.id);
    run(async () => {
      await api.post(`/v1/messages/${message.id}/read`, undefined, { key: `read-${message.id}` });
      onRead();
    });
  }

  function answer(ride) {
    writing = createWriting({ api, update, format, ride, onClose: () => { writing = undefined; sent.again(); update(); } });
    update();
  }

  function forget(message) {
    run(async () => {
      await api.remove(`/v1/messages/${message.id}`);
      for (const list of [came, sent]) list.items = list.items.filter(other => other.id !== message.id);
    });
  }

  function block(message) {
    run(async () => {
      await api.put(`/v1/me/blocked-senders/${message.from.id}`, undefined);
      announce(t('messages.blocked'));
    });
  }

  /** On the screen it counts as read. */
  function Came({ message, fmt }) {
    useEffect(() => read(message), [message.id]);
    const person = message.kind !== 'company';
    return html`<li class="card stack">
      <div class="row"><b class="grow">${t(`messages.from.${message.from.role}`)}</b>${fresh.has(message.id) && html`<span class="chip good">${t('messages.new')}</span>`}<small><time datetime=${message.at}>${fmt.day(message.at)}</time></small></div>
      <p class="letter">${message.text ?? t('messages.erased')}</p>
      <div class="row">${person && message.ride && html`<button type="button" class="small" onClick=${() => answer(message.ride)}>${t('messages.answer')}</button>`}
        <button type="button" class="small" onClick=${() => forget(message)}>${t('messages.delete')}</button>
        ${person && html`<button type="button" class="small danger" onClick=${() => block(message)}>${t('messages.block')}</button>`}</div>
    </li>`;
  }

  function fate(message, fmt) {
    if (message.status === 'refused') return t('messages.refused', { why: tOr(`messages.why.${message.code}`, message.code ?? '') });
    if (message.status === 'pending_payment') return t('messages.pending');
    return message.readAt ? t('messages.read_at', { time: fmt.day(message.readAt) }) : t('messages.sent');
  }

  return function Messages() {
    const fmt = format();
    return html`<section class="stack list">
      <div class="row"><h1 class="grow">${t('messages.title')}</h1><button type="button" class="small" onClick=${again}>${t('messages.look')}</button></div>
      <${Trouble} problem=${trouble} />
      <${List} list=${came} empty=${t('messages.none')}>
        <ul class="stack">${came.items.map(message => html`<${Came} key=${message.id} message=${message} fmt=${fmt} />`)}</ul>
      <//>
      ${sent.items.length > 0 && html`<h2>${t('messages.mine')}</h2>
      <${List} list=${sent} empty="">
        <ul class="stack">${sent.items.map(message => html`<li key=${message.id} class="card stack">
          <div class="row"><b class="grow">${fate(message, fmt)}</b>${message.price && html`<span class="number">${fmt.money(message.price)}</span>`}<small><time datetime=${message.at}>${fmt.day(message.at)}</time></small></div>
          <p class="letter">${message.text ?? t('messages.erased')}</p>
          ${message.status !== 'pending_payment' && html`<div class="row"><button type="button" class="small" onClick=${() => forget(message)}>${t('messages.delete')}</button></div>`}
        </li>`)}</ul>
      <//>`}
      <h2>${t('messages.notices')}</h2>
      <${List} list=${notices} empty=${t('messages.no_notices')}>
        <ul class="stack">${notices.items.map(notice => html`<li key=${notice.id} class="card"><small><time datetime=${notice.at}>${fmt.day(notice.at)}</time></small><p>${notice.text}</p></li>`)}</ul>
      <//>
      ${writing && html`<${writing} />`}
    </section>`;
  };
}

const CHANNELS = [['mail', 'email'], ['sms', 'tel'], ['kakaotalk', 'tel'], ['webhook', 'url']];

/** @param {{api: import('./api.js').Api, update: () => void, id: string, onSignOut: () => void}} of */
export function createMe({ api, update, id, onSignOut }) {
  /** @type {any} */
  let contact;
  /** @type {any} */
  let trouble = null;
  let busy = false;

  async function run(work, said) {
    busy = true;
    trouble = null;
    update();
    try {
      contact = await work();
      if (said) announce(said);
    } catch (problem) {
      trouble = problem;
    }
    busy = false;
    update();
  }

  function save(event) {
    event.preventDefault();
    const told = Object.fromEntries(Object.entries(contact).map(([name, value]) => [name, String(value).trim()]).filter(([, value]) => value));
    run(() => api.put('/v1/me/contact', told), t('me.saved'));
  }

  run(() => api.get('/v1/me/contact'));
  return function Me() {
    return html`<section class="stack list">
      <h1>${t('me.title')}</h1>
      <${Trouble} problem=${trouble} />
      ${contact === undefined && !trouble && html`<${Waiting} />`}
      ${contact && html`<form class="card stack" onSubmit=${save}>
        <h2>${t('me.contact')}</h2>
        <div><label for="me-language">${t('me.language')}</label>
          <select id="me-language" value=${contact.language ?? ''} onChange=${event => { contact = { ...contact, language: event.target.value }; update(); }}>
            <option value="">${t('me.usual')}</option>${Object.entries(LANGUAGES).map(([tag, name]) => html`<option key=${tag} value=${tag} lang=${tag}>${name}</option>`)}</select></div>
        ${CHANNELS.map(([name, type]) => html`<div key=${name}><label for=${`me-${name}`}>${t(`me.${name}`)}</label>
          <input id=${`me-${name}`} type=${type} value=${contact[name] ?? ''} aria-invalid=${trouble?.at?.(`/${name}`) ? 'true' : undefined}
            onInput=${event => { contact = { ...contact, [name]: event.target.value }; update(); }} />
          ${trouble?.at?.(`/${name}`) && html`<p class="wrong">${trouble.at(`/${name}`)}</p>`}</div>`)}
        <button class="main" disabled=${busy}>${t('save')}</button>
      </form>`}
      <div class="card stack"><p class="soft">${t('me.id', { id })}</p><button type="button" onClick=${onSignOut}>${t('me.sign_out')}</button></div>
    </section>`;
  };
}
