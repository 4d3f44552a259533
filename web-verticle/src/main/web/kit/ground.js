/**
 * The city's ground, drawn from lines: no tile server is needed.
 *
 * @module
 */
import { LineIndex, boundsOf, unpack } from './lines.js';
import { mercatorX, mercatorY, palette } from './paint.js';

const L = /** @type {any} */ (globalThis).L;

/** About a kilometer: a tile of the usual zooms lies in a few of these squares. */
const SQUARE_DEGREES = 0.01;
/** From when on which roads are drawn, and how broad (pixels at zoom 15). Others are paths. */
const ROADS = Object.freeze({
  motorway: [9, 5], trunk: [9, 5], primary: [10, 4.2], secondary: [11, 3.6], tertiary: [13, 3], residential: [14, 2.2], unclassified: [14, 2.2],
  living_street: [14, 2], motorway_link: [13, 2.4], trunk_link: [13, 2.4], primary_link: [13, 2.2], secondary_link: [14, 2], tertiary_link: [14, 2],
  service: [15, 1.2],
});
/** The broad ones are drawn last. */
const ORDER = Object.keys(ROADS).reverse();

/**
 * Land, water, parks and streets as tiles that are drawn here.
 *
 * @param {any} told streets, parks and water; null where the city has none
 * @param {any} areas its zones: what is in one is land, and their borders are drawn; null where it has none
 */
export function ground(told, areas) {
  const index = new LineIndex(SQUARE_DEGREES);
  const lands = new LineIndex(SQUARE_DEGREES * 4);
  const add = (kind, packed) => {
    const line = unpack(packed, told.scale);
    index.add({ kind, line }, boundsOf(line));
  };
  told?.water?.forEach(line => add('water', line));
  told?.parks?.forEach(line => add('park', line));
  told?.roads?.forEach(road => road.lines.forEach(line => add(road.class, line)));
  areas?.zones.forEach(zone => {
    const rings = zone.rings.map(ring => unpack(ring, areas.scale));
    if (rings.length > 0) lands.add(rings, boundsOf(rings[0]));
    rings.slice(1).forEach(ring => lands.add(rings, boundsOf(ring)));
  });

  const Ground = L.GridLayer.extend({
    createTile(coords) {
      const size = this.getTileSize();
      const ratio = Math.min(2, devicePixelRatio || 1);
      const tile = L.DomUtil.create('canvas', 'leaflet-tile');
      tile.width = size.x * ratio;
      tile.height = size.y * ratio;
      const pen = tile.getContext('2d');
      pen.scale(ratio, ratio);
      const around = this._tileCoordsToBounds(coords).pad(0.05);
      const box = { south: around.getSouth(), west: around.getWest(), north: around.getNorth(), east: around.getEast() };
      const color = palette();
      const world = 256 * 2 ** coords.z;
      const trace = line => {
        for (let i = 0; i + 1 < line.length; i += 2) {
          const x = mercatorX(line[i + 1], world) - coords.x * size.x;
          const y = mercatorY(line[i], world) - coords.y * size.y;
          if (i === 0) pen.moveTo(x, y);
          else pen.lineTo(x, y);
        }
      };
      pen.fillStyle = color(areas ? 'map-water' : 'map-ground');
      pen.fillRect(0, 0, size.x, size.y);
      pen.fillStyle = color('map-ground');
      const zones = lands.within(box);
      for (const rings of zones) {
        pen.beginPath();
        rings.forEach(trace);
        pen.fill('evenodd');
      }
      const things = [...index.within(box)];
      for (const kind of ['water', 'park']) {
        pen.fillStyle = color(`map-${kind}`);
        for (const thing of things) {
          if (thing.kind !== kind) continue;
          pen.beginPath();
          trace(thing.line);
          pen.fill('evenodd');
        }
      }
      pen.strokeStyle = color('map-zone');
      pen.lineWidth = 0.5;
      pen.globalAlpha = 0.6;
      for (const rings of zones) {
        pen.beginPath();
        rings.forEach(trace);
        pen.stroke();
      }
      pen.globalAlpha = 1;
      pen.lineCap = pen.lineJoin = 'round';
      const roads = things.filter(thing => ROADS[thing.kind] && coords.z >= ROADS[thing.kind][0]);
      roads.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
      for (const { kind, line } of roads) {
        const [, broad] = ROADS[kind];
        pen.strokeStyle = color(broad > 3 ? 'map-road-major' : 'map-road');
        pen.lineWidth = Math.max(0.6, broad * 2 ** ((coords.z - 15) * 0.75));
        pen.beginPath();
        trace(line);
        pen.stroke();
      }
      return tile;
    },
  });
  const attribution = [told?.attribution, areas?.attribution].filter(Boolean).map(escaped).join(' · ');
  return new Ground({ attribution, maxZoom: 19, minZoom: 9, keepBuffer: 1, updateWhenZooming: false });
}

/** Leaflet takes an attribution for HTML. */
export function escaped(text) {
  const holder = document.createElement('span');
  holder.textContent = text;
  return holder.innerHTML;
}
