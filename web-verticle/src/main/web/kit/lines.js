/**
 * Lines of a map as they come: whole numbers, the first two a place, the others differences.
 *
 * @module
 */

/** @param {number[]} packed @param {number} scale @returns {Float64Array} lat, lng, lat, lng, ... in degrees */
export function unpack(packed, scale) {
  const line = new Float64Array(packed.length);
  let lat = 0;
  let lng = 0;
  for (let i = 0; i + 1 < packed.length; i += 2) {
    lat += packed[i];
    lng += packed[i + 1];
    line[i] = lat / scale;
    line[i + 1] = lng / scale;
  }
  return line;
}

/** @param {Float64Array} line @returns {{south: number, west: number, north: number, east: number}} */
export function boundsOf(line) {
  let south = 90, north = -90, west = 180, east = -180;
  for (let i = 0; i + 1 < line.length; i += 2) {
    south = Math.min(south, line[i]);
    north = Math.max(north, line[i]);
    west = Math.min(west, line[i + 1]);
    east = Math.max(east, line[i + 1]);
  }
  return { south, west, north, east };
}

/**
 * A mixed list of lines by squares of the map, so that a tile is drawn from what lies in it.
 *
 * @template T
 */
export class LineIndex {
  /** @type {Map<string, T[]>} */
  #cells = new Map();

  /** @param {number} degrees the side of a square */
  constructor(degrees) {
    this.degrees = degrees;
  }

  /** @param {T} thing @param {{south: number, west: number, north: number, east: number}} box */
  add(thing, box) {
    this.#each(box, key => {
      const cell = this.#cells.get(key);
      if (cell) cell.push(thing);
      else this.#cells.set(key, [thing]);
    });
  }

  /** @param {{south: number, west: number, north: number, east: number}} box @returns {Set<T>} */
  within(box) {
    /** @type {Set<T>} */
    const found = new Set();
    this.#each(box, key => this.#cells.get(key)?.forEach(thing => found.add(thing)));
    return found;
  }

  #each(box, visit) {
    for (let y = Math.floor(box.south / this.degrees); y <= Math.floor(box.north / this.degrees); y++)
      for (let x = Math.floor(box.west / this.degrees); x <= Math.floor(box.east / this.degrees); x++) visit(`${y},${x}`);
  }
}
