/**
 * What all pages look like: the bar, problems, dialogs, and how a page is drawn. Everything that a server says becomes text of the
 * document, never HTML.
 *
 * @module
 */
import { html, render, useEffect, useRef } from '/lib/htm/preact/standalone.module.js';
import { LANGUAGES, spoken, t, tOr } from './words.js';

export { html, useEffect, useRef };
export { useState } from '/lib/htm/preact/standalone.module.js';

/** A hidden page is drawn no oftener, and has no animation frames. */
const HIDDEN_MILLIS = 500;

/** Where something was drawn already. @type {WeakSet<Element>} */
const begun = new WeakSet();

/**
 * Draws a page anew when asked, once for all that changed since.
 *
 * @param {Element} where
 * @param {() => unknown} draw
 * @returns {() => void} asks for it
 */
export function mount(where, draw) {
  let asked = false;
  const now = () => {
    asked = false;
    // What the page's HTML held until now.
    if (!begun.has(where)) where.replaceChildren();
    begun.add(where);
    render(draw(), where);
  };
  const ask = () => {
    if (asked) return;
    asked = true;
    if (document.hidden) setTimeout(now, HIDDEN_MILLIS);
    else requestAnimationFrame(now);
  };
  // Not at once: what is drawn may ask for it itself.
  ask();
  return ask;
}

/** Says something to those who do not see it happen. @param {string} text @param {boolean} [urgent] */
export function announce(text, urgent = false) {
  const region = document.getElementById(urgent ? 'alert' : 'live');
  if (!region) return;
  region.textContent = '';
  // The same words again are only spoken when they were gone meanwhile.
  setTimeout(() => (region.textContent = text), 50);
}

const PAGES = [['city', '/'], ['rider', '/rider/'], ['driver', '/driver/'], ['operator', '/operator/'], ['docs', '/docs/']];

/**
 * @param {{page: string, dev?: string, onLanguage: (language: string) => void, children?: unknown}} props
 * dev: what is said loudly about how somebody was signed in
 */
export function Bar({ page, dev, onLanguage, children }) {
  return html`<header>
    <div class="bar">
      <a class="brand" href="/"><img src="/kit/icon.svg" alt="" width="26" height="26" />Tanda</a>
      <nav aria-label=${t('bar.pages')}>
        ${PAGES.map(([name, path]) => html`<a key=${name} href=${path} aria-current=${name === page ? 'page' : undefined}>${t(`bar.${name}`)}</a>`)}
      </nav>
      <span class="grow"></span>
      ${children}
      <select class="plain" aria-label=${t('bar.language')} value=${spoken()} onChange=${event => onLanguage(event.target.value)}>
        ${Object.entries(LANGUAGES).map(([tag, name]) => html`<option key=${tag} value=${tag} lang=${tag}>${name}</option>`)}
      </select>
    </div>
    ${dev && html`<p class="dev" role="note"><strong>${t('dev.title')}</strong> ${dev}</p>`}
  </header>`;
}

/** @param {unknown} problem @returns {string} what is wrong and how to go on, in the language of the page */
export function say(problem) {
  const code = problem?.code;
  if (!code) return t('problem.internal');
  const words = tOr(`problem.${code}`, '');
  if (!words) return problem.detail || problem.message;
  if (code !== 'invalid') return words;
  // What exactly is wrong stands in the server's own words.
  const told = problem.errors.length > 0 ? problem.errors.map(error => error.detail).join(' ') : problem.detail;
  return `${words} ${told}`;
}

/** @param {{problem: unknown, onAgain?: () => void}} props */
export function Trouble({ problem, onAgain }) {
  if (!problem) return null;
  return html`<div class="trouble" role="alert">
    <span>${say(problem)}</span>
    ${problem.traceId && html`<small>${t('problem.trace', { id: problem.traceId })}</small>`}
    ${onAgain && html`<button type="button" onClick=${onAgain}>${t('again')}</button>`}
  </div>`;
}

/** A modal dialog; the browser keeps the focus in it and gives it back. @param {{title: string, onClose: () => void, children?: unknown, class?: string, bare?: boolean}} props bare: without a way to close it but what it offers */
export function Dialog({ title, onClose, children, class: name, bare }) {
  const dialog = useRef(null);
  useEffect(() => {
    const shown = dialog.current;
    const opener = document.activeElement;
    if (!shown.open) shown.showModal();
    return () => {
      if (shown.open) shown.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return html`<dialog ref=${dialog} class=${name ?? ''} aria-label=${title} onCancel=${event => { event.preventDefault(); onClose(); }}>
    <div class="dialog-head"><h2>${title}</h2>${!bare && html`<button type="button" class="plain" onClick=${onClose}>${t('close')}</button>`}</div>
    ${children}
  </dialog>`;
}

/** How fresh what is shown is. @param {{state: string, seconds?: number}} props */
export function Freshness({ state, seconds }) {
  const stale = state !== 'live';
  return html`<span class=${`fresh ${stale ? 'stale' : 'live'}`} role="status">
    <span class="dot" aria-hidden="true"></span>${t(`fresh.${state}`)}${stale && seconds !== undefined && seconds >= 1 ? ` · ${t('fresh.old', { n: Math.round(seconds) })}` : ''}
  </span>`;
}

/** Until a first answer is there. @param {{children?: unknown}} props */
export function Waiting({ children }) {
  return html`<p class="waiting" role="status"><span class="spinner" aria-hidden="true"></span>${children ?? t('loading')}</p>`;
}
