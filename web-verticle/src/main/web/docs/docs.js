/**
 * The contract of the API, read from the document that the server itself answers with, and tried as whoever is signed in.
 *
 * @module
 */
import { found, operations } from './contract.js';
import { Entry, Prose } from './views.js';
import { Problem, problemOf } from '../kit/api.js';
import { current, signIn } from '../kit/session.js';
import { begin, start } from '../kit/start.js';
import { Bar, html, mount } from '../kit/ui.js';
import { speak, t } from '../kit/words.js';
import { parse } from '../kit/yaml.js';

/** @type {import('../kit/session.js').Role[]} */
const ROLES = ['rider', 'driver', 'dispatcher', 'finance', 'admin'];

async function contract() {
  let response;
  try {
    response = await fetch('/openapi.yaml', { credentials: 'same-origin' });
  } catch {
    throw new Problem({ status: 0, code: 'offline' });
  }
  if (!response.ok) throw await problemOf(response);
  return parse(await response.text());
}

begin(async () => {
  const [started, document_] = await Promise.all([start('admin'), contract()]);
  const { city } = started;
  const all = operations(document_);
  const sessions = new Set();
  for (const role of ROLES) if (await current(role, city.dev)) sessions.add(role);
  let text = '';
  /** @type {Set<string>} */
  const open = new Set();

  async function enter(role) {
    if (!city.dev) throw new Problem({ status: 401, code: 'unauthenticated' });
    await signIn(role);
    sessions.add(role);
    update();
  }

  /** The part of the address behind # names an operation, so that others can be led to it. */
  function follow() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!all.some(operation => operation.id === id)) return;
    open.add(id);
    text = '';
    update();
    setTimeout(() => document.getElementById(id)?.scrollIntoView({ block: 'start' }), 60);
  }

  async function language(chosen) {
    await speak(chosen, true);
    document.title = t('docs.title');
    update();
  }

  const update = mount(/** @type {Element} */ (document.getElementById('page')), () => {
    const shown = all.filter(operation => found(operation, text));
    return html`
      <${Bar} page="docs" onLanguage=${language} dev=${city.dev ? t('docs.dev') : undefined} />
      <div class="docs">
        <nav class="contents" aria-label=${t('docs.contents')}>
          <input type="search" aria-label=${t('docs.search')} placeholder=${t('docs.search')} value=${text} onInput=${event => { text = event.target.value; update(); }} />
          <ul>${document_.tags.map(tag => html`<li key=${tag.name}><a href=${`#tag-${tag.name}`}>${tag.name}</a> <small>${shown.filter(operation => operation.tag === tag.name).length}</small></li>`)}</ul>
          <p><a href="/openapi.yaml">openapi.yaml</a> · <a href="/asyncapi.yaml">asyncapi.yaml</a></p>
        </nav>
        <main id="main" tabindex="-1" class="stack">
          <h1>${document_.info.title} API <small>${document_.info.version}</small></h1>
          <details class="card" open=${!text}><summary>${t('docs.first')}</summary><div class="stack prose"><${Prose} text=${document_.info.description} /></div></details>
          ${document_.tags.map(tag => {
            const here = shown.filter(operation => operation.tag === tag.name);
            return here.length > 0 && html`<section key=${tag.name} class="stack" aria-labelledby=${`tag-${tag.name}`}>
              <h2 id=${`tag-${tag.name}`}>${tag.name} <small>${tag.description}</small></h2>
              ${here.map(operation => html`<${Entry} key=${operation.id} document=${document_} operation=${operation} open=${open.has(operation.id)} dev=${city.dev}
                apiOf=${started.apiOf} signIn=${enter} signedIn=${role => sessions.has(role)}
                onToggle=${now => {
                  if (now === open.has(operation.id)) return;
                  if (now) open.add(operation.id);
                  else open.delete(operation.id);
                  update();
                }} />`)}
            </section>`;
          })}
          ${shown.length === 0 && html`<p role="status">${t('past.none')}</p>`}
        </main>
      </div>`;
  });

  document.title = t('docs.title');
  addEventListener('hashchange', follow);
  follow();
});
