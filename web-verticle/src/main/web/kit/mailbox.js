/**
 * What somebody was told, and where he is told.
 *
 * @module
 */
import { List, pages } from './list.js';
import { Trouble, Waiting, announce, html } from './ui.js';
import { LANGUAGES, t } from './words.js';

/** @param {{api: import('./api.js').Api, update: () => void, format: () => import('./format.js').Format}} of */
export function createMessages({ api, update, format }) {
  const list = pages(api, '/v1/notifications', update);
  return function Messages() {
    const fmt = format();
    return html`<section class="stack list">
      <div class="row"><h1 class="grow">${t('messages.title')}</h1><button type="button" class="small" onClick=${list.again}>${t('messages.look')}</button></div>
      <${List} list=${list} empty=${t('messages.none')}>
        <ul class="stack">${list.items.map(notice => html`<li key=${notice.id} class="card"><small><time datetime=${notice.at}>${fmt.day(notice.at)}</time></small><p>${notice.text}</p></li>`)}</ul>
      <//>
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
