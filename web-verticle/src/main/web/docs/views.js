/**
 * How the contract is read and tried.
 *
 * @module
 */
import { Trouble, html, useState } from '../kit/ui.js';
import { newKey, query } from '../kit/api.js';
import { t } from '../kit/words.js';
import { kind, nameOf, resolve, sample } from './contract.js';

/** Deeper than this a schema is read by its name. */
const DEEP = 4;

/** Text with the few signs that the contract uses: paragraphs, **strong** and `code`. @param {{text: string}} props */
export function Prose({ text }) {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph, i) => html`<p key=${i}>${inline(paragraph)}</p>`);
}

function inline(text) {
  return text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map(part => {
    if (part.startsWith('**')) return html`<strong>${part.slice(2, -2)}</strong>`;
    if (part.startsWith('`')) return html`<code>${part.slice(1, -1)}</code>`;
    return part.replace(/\s+/g, ' ');
  });
}

/** @param {{document: any, schema: any, deep?: number}} props */
export function Schema({ document, schema, deep = 0 }) {
  const whole = resolve(document, schema);
  if (!whole) return null;
  const several = whole.anyOf ?? whole.oneOf ?? whole.allOf;
  if (several) return html`<div>${several.map((one, i) => html`<div key=${i}><small>${nameOf(one) ?? ''}</small><${Schema} document=${document} schema=${one} deep=${deep} /></div>`)}</div>`;
  if (whole.type === 'array') return html`<div><small>${t('docs.list_of')} ${nameOf(whole.items) ?? ''}</small><${Schema} document=${document} schema=${whole.items} deep=${deep} /></div>`;
  if (!whole.properties) return html`<code>${kind(whole)}</code>`;
  return html`<table class="schema"><caption class="unseen">${nameOf(schema) ?? t('docs.fields')}</caption><tbody>
    ${Object.entries(whole.properties).map(([name, told]) => {
      const field = resolve(document, told);
      const inner = field?.type === 'array' ? resolve(document, field.items) : field;
      const more = inner?.properties && deep < DEEP;
      return html`<tr key=${name}>
        <th scope="row"><code>${name}</code>${whole.required?.includes(name) ? html` <span class="chip">${t('docs.required')}</span>` : ''}</th>
        <td><code>${field?.type === 'array' ? `${t('docs.list_of')} ${nameOf(field.items) ?? kind(inner)}` : (nameOf(told) ? `${nameOf(told)} · ` : '') + kind(field)}</code>
          ${(told.description ?? field?.description) && html`<div>${inline(told.description ?? field.description)}</div>`}
          ${more && html`<details><summary>${t('docs.fields')}</summary><${Schema} document=${document} schema=${field.type === 'array' ? field.items : told} deep=${deep + 1} /></details>`}</td>
      </tr>`;
    })}
  </tbody></table>`;
}

/**
 * @param {{document: any, operation: import('./contract.js').Operation, open: boolean, onToggle: (open: boolean) => void, apiOf: (role: any) => import('../kit/api.js').Api,
 *   signIn: (role: any) => Promise<void>, dev: boolean, signedIn: (role: any) => boolean}} props
 */
export function Entry({ document, operation, open, onToggle, ...trying }) {
  const { method, path, summary, roles } = operation;
  return html`<details class="entry card" id=${operation.id} open=${open} onToggle=${event => onToggle(event.target.open)}>
    <summary><span class=${`method method-${method}`}>${method.toUpperCase()}</span> <code class="path">${path}</code> <span class="summary">${summary}</span></summary>
    ${open && html`<div class="stack">
      <${Prose} text=${operation.description} />
      <p class="row">${roles.length === 0 ? html`<span class="chip">${t('docs.anybody')}</span>` : roles.map(role => html`<span key=${role} class="chip">${t(`role.${role}`)}</span>`)} <small><code>${operation.id}</code></small></p>
      ${operation.parameters.length > 0 && html`<h3>${t('docs.parameters')}</h3><table class="schema"><caption class="unseen">${t('docs.parameters')}</caption><tbody>
        ${operation.parameters.map(parameter => html`<tr key=${parameter.name}><th scope="row"><code>${parameter.name}</code> <small>${parameter.in}</small>${parameter.required ? html` <span class="chip">${t('docs.required')}</span>` : ''}</th>
          <td><code>${kind(resolve(document, parameter.schema))}</code>${parameter.description && html`<div>${inline(parameter.description)}</div>`}</td></tr>`)}</tbody></table>`}
      ${operation.body && html`<h3>${t('docs.body')} <small>${nameOf(operation.body) ?? ''}</small></h3><${Schema} document=${document} schema=${operation.body} />`}
      <h3>${t('docs.answers')}</h3>
      ${operation.answers.map(answer => html`<details key=${answer.status}><summary><b>${answer.status === 'default' ? t('docs.otherwise') : answer.status}</b> ${inline(answer.description.split('\n')[0])}</summary>
        <${Prose} text=${answer.description} />${answer.type && html`<p><code>${answer.type}</code> ${nameOf(answer.schema) ?? ''}</p>`}${answer.schema && html`<${Schema} document=${document} schema=${answer.schema} />`}</details>`)}
      <${Try} document=${document} operation=${operation} ...${trying} />
    </div>`}
  </details>`;
}

/** Sends it as somebody, and shows what comes back. */
function Try({ document, operation, apiOf, signIn, dev, signedIn }) {
  const inPath = operation.parameters.filter(parameter => parameter.in === 'path');
  const inQuery = operation.parameters.filter(parameter => parameter.in === 'query');
  const [values, setValues] = useState(/** @type {Record<string, string>} */ ({}));
  const [body, setBody] = useState(() => (operation.body ? JSON.stringify(sample(document, operation.body), null, 2) : ''));
  const [role, setRole] = useState(operation.roles.find(signedIn) ?? operation.roles[0] ?? 'rider');
  const [answer, setAnswer] = useState(/** @type {any} */ (null));
  const [trouble, setTrouble] = useState(/** @type {any} */ (null));
  const [busy, setBusy] = useState(false);
  const streams = operation.answers.some(one => one.type === 'text/event-stream');
  // A session is begun and ended by signing in and out, and a stream does not end.
  if (streams || operation.path === '/session') return html`<p class="soft">${t(streams ? 'docs.stream' : 'docs.session')}</p>`;

  async function send(event) {
    event.preventDefault();
    setBusy(true);
    setTrouble(null);
    setAnswer(null);
    try {
      if (operation.roles.length > 0 && !signedIn(role)) await signIn(role);
      const filled = inPath.reduce((path, parameter) => path.replace(`{${parameter.name}}`, encodeURIComponent(values[parameter.name] ?? '')), operation.path);
      const path = query(filled, Object.fromEntries(inQuery.map(parameter => [parameter.name, values[parameter.name]])));
      const told = await apiOf(role).ask(operation.method.toUpperCase(), path, body.trim() ? JSON.parse(body) : undefined, { key: newKey(), tries: 1, text: true });
      setAnswer(told);
    } catch (problem) {
      setTrouble(problem instanceof SyntaxError ? { code: 'docs_json', detail: problem.message } : problem);
    }
    setBusy(false);
  }

  const field = parameter => html`<div key=${parameter.name}><label for=${`${operation.id}-${parameter.name}`}>${parameter.name}</label>
    <input id=${`${operation.id}-${parameter.name}`} required=${parameter.required} autocomplete="off" value=${values[parameter.name] ?? ''} placeholder=${parameter.example ?? ''}
      onInput=${event => setValues({ ...values, [parameter.name]: event.target.value })} /></div>`;
  return html`<form class="try stack" onSubmit=${send}>
    <h3>${t('docs.try')}</h3>
    ${operation.roles.length > 0 && html`<div><label for=${`${operation.id}-as`}>${t('docs.as')}</label><select id=${`${operation.id}-as`} value=${role} onChange=${event => setRole(event.target.value)}>
      ${operation.roles.map(one => html`<option key=${one} value=${one}>${t(`role.${one}`)}${signedIn(one) ? ` · ${t('docs.signed_in')}` : ''}</option>`)}</select>
      ${!signedIn(role) && html`<small>${t(dev ? 'docs.will_sign_in' : 'docs.not_signed_in')}</small>`}</div>`}
    ${[...inPath, ...inQuery].map(field)}
    ${operation.body && html`<div><label for=${`${operation.id}-body`}>${t('docs.body')}</label><textarea id=${`${operation.id}-body`} rows="8" spellcheck="false" value=${body} onInput=${event => setBody(event.target.value)}></textarea></div>`}
    <button class="main" disabled=${busy}>${busy ? t('loading') : t('docs.send')}</button>
    <${Trouble} problem=${trouble} />
    ${trouble?.status > 0 && html`<pre class="answer" tabindex="0">${`${trouble.status} ${trouble.code}\n${trouble.detail}\n${trouble.errors.map(error => `${error.pointer ?? error.parameter ?? error.header ?? ''} ${error.detail}`).join('\n')}`}</pre>`}
    ${answer && html`<pre class="answer" role="status" tabindex="0">${`${answer.status}${answer.etag ? ` · ETag ${answer.etag}` : ''}\n${typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body, null, 2)}`}</pre>`}
  </form>`;
}
