/**
 * Where an identity provider sends people back to: what it sends with them becomes their session, and they go on where they were.
 *
 * @module
 */
import { Problem } from '../kit/api.js';
import { fromProvider } from '../kit/session.js';
import { Trouble, html, mount } from '../kit/ui.js';
import { preferred, speak, t } from '../kit/words.js';

async function enter() {
  await speak(preferred());
  document.title = t('signin.go');
  const where = /** @type {Element} */ (document.getElementById('page'));
  const show = (/** @type {unknown} */ problem) =>
    mount(where, () => html`<main id="main" class="alone" tabindex="-1">
      <h1>Tanda</h1>
      ${problem ? html`<${Trouble} problem=${problem} /><p><a href="/">${t('signin.again')}</a></p>` : html`<p class="note" role="status">${t('signin.back')}</p>`}
    </main>`);
  const sent = new URLSearchParams(location.search);
  // What came is good once, and nobody is to find it in the history.
  history.replaceState(null, '', location.pathname);
  show(null);
  try {
    const [code, state] = [sent.get('code'), sent.get('state')];
    if (!code || !state) throw new Problem({ status: 403, code: 'sign_in_refused' });
    location.replace(await fromProvider(code, state));
  } catch (problem) {
    show(problem);
  }
}

enter();
