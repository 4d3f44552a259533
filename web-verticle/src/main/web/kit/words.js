/**
 * The words of the pages, in one file a language. Words are functions of their place in the file and of what is put into them; no page
 * holds a sentence of its own.
 *
 * @module
 */

/** The languages that there are, each by its own name. */
export const LANGUAGES = Object.freeze({ en: 'English', ko: '한국어' });
const KEPT = 'tanda.language';

/** @type {Record<string, string>} */
let words = {};
let language = 'en';
let plural = new Intl.PluralRules('en');

/**
 * @param {readonly string[]} wanted as browsers tell them, such as `ko-KR`, the best first
 * @returns {string} the first of them that there is; English where there is none
 */
export function choose(wanted) {
  for (const tag of wanted) {
    const base = tag.toLowerCase().split('-')[0];
    if (base in LANGUAGES) return base;
  }
  return 'en';
}

/** @returns {string} what was chosen here before, or what the browser asks for */
export function preferred() {
  const kept = read();
  return choose(kept ? [kept, ...navigator.languages] : navigator.languages);
}

function read() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** @param {string} wanted @param {boolean} [keep] for the next visit */
export async function speak(wanted, keep = false) {
  const chosen = choose([wanted]);
  words = (await (chosen === 'ko' ? import('./words/ko.js') : import('./words/en.js'))).default;
  language = chosen;
  plural = new Intl.PluralRules(chosen);
  document.documentElement.lang = chosen;
  const skip = document.querySelector('.skip');
  if (skip) skip.textContent = words.skip;
  if (!keep) return;
  try {
    localStorage.setItem(KEPT, chosen);
  } catch {
    // A browser that keeps nothing asks anew next time.
  }
}

/** @returns {string} `en` or `ko` */
export function spoken() {
  return language;
}

/**
 * @param {string} key such as `city.waiting`; where there is a `key.one` or `key.other`, `n` decides between them
 * @param {Record<string, string | number>} [values] put into the braces of the words
 * @returns {string} the words; the key itself where they are missing, so that it is seen
 */
export function t(key, values) {
  let found = words[key];
  if (values && typeof values.n === 'number') found = words[`${key}.${plural.select(values.n)}`] ?? words[`${key}.other`] ?? found;
  if (found === undefined) return key;
  return values ? found.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole)) : found;
}

/** @param {string} key @param {string} otherwise what is said where there are no such words */
export function tOr(key, otherwise) {
  return words[key] ?? otherwise;
}
