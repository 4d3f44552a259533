/**
 * Which part of a page is shown, kept behind the `#` of its address: the browser's back button and a reload lead where they should.
 *
 * @module
 */

/** @param {string} hash such as `#/rides/42` @returns {string[]} its parts */
export function parts(hash) {
  return hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
}

/** @param {() => void} changed */
export function onRoute(changed) {
  addEventListener('hashchange', () => {
    changed();
    setTimeout(() => document.getElementById('main')?.focus({ preventScroll: true }), 0);
    scrollTo(0, 0);
  });
}

/** @param {string} path such as `rides` */
export function go(path) {
  location.hash = `#/${path}`;
}
