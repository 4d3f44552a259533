/**
 * What all that is drawn on a map needs: the page's colors, and where a place is on it.
 *
 * @module
 */

/** @returns {(name: string) => string} the page's colors, dark or light */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  return name => style.getPropertyValue(`--${name}`).trim();
}

export const darkScheme = matchMedia('(prefers-color-scheme: dark)');
export const stillness = matchMedia('(prefers-reduced-motion: reduce)');

/** @param {number} lng @param {number} world pixels around the earth */
export const mercatorX = (lng, world) => ((lng + 180) / 360) * world;
/** @param {number} lat @param {number} world */
export const mercatorY = (lat, world) => {
  const sin = Math.sin((lat * Math.PI) / 180);
  return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * world;
};
