/**
 * Places that have names here: where the rider was before, and the city's zones.
 *
 * @module
 */
import { unpack } from '../kit/lines.js';

/** @typedef {{lat: number, lng: number, label?: string}} Place */

/**
 * @param {{pickup?: Place, dropoff?: Place}[]} rides the newest first
 * @returns {Map<string, Place>} by their labels
 */
export function ofRides(rides) {
  /** @type {Map<string, Place>} */
  const places = new Map();
  for (const ride of rides)
    for (const place of [ride.pickup, ride.dropoff]) if (place?.label && !places.has(place.label)) places.set(place.label, place);
  return places;
}

/**
 * @param {{scale: number, zones: {name: string, rings: number[][]}[]} | null} told
 * @returns {Map<string, Place>} the middle of each zone's box
 */
export function ofZones(told) {
  const places = new Map();
  for (const zone of told?.zones ?? []) {
    if (!zone.rings[0]) continue;
    const line = unpack(zone.rings[0], told.scale);
    let south = 90, north = -90, west = 180, east = -180;
    for (let i = 0; i + 1 < line.length; i += 2) {
      south = Math.min(south, line[i]);
      north = Math.max(north, line[i]);
      west = Math.min(west, line[i + 1]);
      east = Math.max(east, line[i + 1]);
    }
    places.set(zone.name, { lat: (south + north) / 2, lng: (west + east) / 2, label: zone.name });
  }
  return places;
}

/**
 * @param {string} text what was typed
 * @param {Map<string, Place>[]} sources the better first
 * @returns {Place | undefined} the place of this name, in upper or lower case
 */
export function named(text, sources) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return undefined;
  for (const source of sources) for (const [label, place] of source) if (label.toLowerCase() === wanted) return { ...place, label };
  return undefined;
}

/**
 * @param {string} text the beginning of a name
 * @param {Map<string, Place>[]} sources
 * @returns {Place | undefined} the place of the only name that begins so; undefined where there are several, or fewer than two letters
 */
export function begins(text, sources) {
  const wanted = text.trim().toLowerCase();
  if (wanted.length < 2) return undefined;
  const found = new Map();
  for (const source of sources) for (const [label, place] of source) if (label.toLowerCase().startsWith(wanted)) found.set(label.toLowerCase(), { ...place, label });
  return found.size === 1 ? [...found.values()][0] : undefined;
}

/** @param {Place} place @returns {Place} as the API takes it: six digits are a tenth of a meter */
export function told(place) {
  const label = place.label?.trim();
  return { lat: round(place.lat), lng: round(place.lng), ...(label ? { label: label.slice(0, 120) } : {}) };
}

function round(degrees) {
  return Math.round(degrees * 1e6) / 1e6;
}
