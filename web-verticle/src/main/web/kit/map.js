/**
 * The map: Leaflet with the city's own streets, parks and water drawn from lines, or a tile server's pictures where one is configured;
 * above them one canvas for everything that moves.
 *
 * @module
 */
import { LineIndex, boundsOf, unpack } from './lines.js';
import { Movers, OLD_MILLIS, latAt, lngAt, progress } from './motion.js';
import { html, useEffect, useRef } from './ui.js';
import { t } from './words.js';

const L = /** @type {any} */ (globalThis).L;

/** About a kilometer: a tile of the usual zooms lies in a few of these squares. */
const SQUARE_DEGREES = 0.01;
/** Nearer than this, in pixels, is meant. */
const REACH_PIXELS = 14;
/** From when on which roads are drawn, and how broad (pixels at zoom 15). Others are paths. */
const ROADS = Object.freeze({
  motorway: [9, 5], trunk: [9, 5], primary: [10, 4.2], secondary: [11, 3.6], tertiary: [13, 3], residential: [14, 2.2], unclassified: [14, 2.2],
  living_street: [14, 2], motorway_link: [13, 2.4], trunk_link: [13, 2.4], primary_link: [13, 2.2], secondary_link: [14, 2], tertiary_link: [14, 2],
  service: [15, 1.2],
});
/** The broad ones are drawn last. */
const ORDER = Object.keys(ROADS).reverse();

/** @returns {(name: string) => string} the page's colors, dark or light */
function palette() {
  const style = getComputedStyle(document.documentElement);
  return name => style.getPropertyValue(`--${name}`).trim();
}

const darkScheme = matchMedia('(prefers-color-scheme: dark)');
const stillness = matchMedia('(prefers-reduced-motion: reduce)');

/** @returns {Promise<any>} null where the city has none of it */
async function lines(path) {
  try {
    const response = await fetch(path, { credentials: 'same-origin' });
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}

/**
 * Land, water, parks and streets as tiles that are drawn here.
 *
 * @param {any} told streets, parks and water; null where the city has none
 * @param {any} areas its zones: what is in one is land, and their borders are drawn; null where it has none
 */
function ground(told, areas) {
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
function escaped(text) {
  const holder = document.createElement('span');
  holder.textContent = text;
  return holder.innerHTML;
}

/** @param {number} lng @param {number} world pixels around the earth */
export const mercatorX = (lng, world) => ((lng + 180) / 360) * world;
/** @param {number} lat @param {number} world */
export const mercatorY = (lat, world) => {
  const sin = Math.sin((lat * Math.PI) / 180);
  return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * world;
};

/**
 * @typedef {object} Mark a ride on the map
 * @property {string} id
 * @property {string} status
 * @property {{lat: number, lng: number}} pickup
 * @property {{lat: number, lng: number}} dropoff
 * @property {string} [taxi] the mover that drives it
 */

/**
 * The canvas of what moves. Leaflet's own layers are one object for each point; thousands of taxis need one canvas and no objects.
 */
function createStage(map) {
  const movers = new Movers();
  /** @type {Map<string, Mark>} */
  const marks = new Map();
  /** @type {string | undefined} */
  let chosen;
  const pane = map.createPane('stage');
  pane.classList.add('stage');
  const canvas = L.DomUtil.create('canvas', 'stage-canvas', pane);
  canvas.setAttribute('aria-hidden', 'true');
  const pen = canvas.getContext('2d');
  let color = palette();
  let sprites = new Map();
  let dirty = true;
  let frame = 0;
  let drawnAt = 0;
  const counter = { frames: 0 };
  let closed = false;
  const view = { big: false };

  const redraw = () => {
    dirty = true;
    if (!frame && !closed) frame = requestAnimationFrame(draw);
  };
  const place = () => {
    const size = map.getSize();
    const ratio = Math.min(2, devicePixelRatio || 1);
    if (canvas.width !== size.x * ratio || canvas.height !== size.y * ratio) {
      canvas.width = size.x * ratio;
      canvas.height = size.y * ratio;
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    redraw();
  };
  map.on('move zoom resize viewreset moveend zoomend', place);
  const recolor = () => {
    color = palette();
    sprites = new Map();
    redraw();
  };
  darkScheme.addEventListener('change', recolor);

  function sprite(state, old, ratio, radius) {
    const key = `${state}${old}${ratio}${radius}`;
    let found = sprites.get(key);
    if (found) return found;
    found = document.createElement('canvas');
    const side = (radius + 2) * 2 * ratio;
    found.width = found.height = side;
    const brush = found.getContext('2d');
    brush.scale(ratio, ratio);
    brush.beginPath();
    brush.arc(radius + 2, radius + 2, radius, 0, 2 * Math.PI);
    brush.fillStyle = color(old ? 'taxi-old' : `taxi-${state}`) || color('taxi-old');
    brush.fill();
    brush.lineWidth = 1.2;
    brush.strokeStyle = color('taxi-edge');
    brush.stroke();
    sprites.set(key, found);
    return found;
  }

  function draw(now) {
    frame = 0;
    if (closed) return;
    const ratio = Math.min(2, devicePixelRatio || 1);
    const wall = Date.now();
    const zoom = map.getZoom();
    const world = 256 * 2 ** zoom;
    const origin = map.getPixelBounds().min;
    const size = map.getSize();
    const millis = stillness.matches ? 0 : movers.millis;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, size.x, size.y);
    const x = lng => mercatorX(lng, world) - origin.x;
    const y = lat => mercatorY(lat, world) - origin.y;
    drawMarks(x, y, now, millis, wall);
    const radius = view.big ? 9 : zoom >= 16 ? 7 : zoom >= 14 ? 5.5 : zoom >= 12 ? 4 : 3;
    const half = radius + 2;
    for (const mover of movers.all.values()) {
      const part = progress(mover, now, millis);
      const left = x(lngAt(mover, part));
      const top = y(latAt(mover, part));
      if (left < -half || top < -half || left > size.x + half || top > size.y + half) continue;
      pen.drawImage(sprite(mover.state, wall - mover.seen > OLD_MILLIS, ratio, radius), left - half, top - half, half * 2, half * 2);
      if (mover.id === chosen) ring(left, top, radius + 5);
    }
    counter.frames++;
    dirty = false;
    drawnAt = now;
    const pulses = !stillness.matches && [...marks.values()].some(mark => mark.status === 'requested');
    if ((millis > 0 && movers.moving(now)) || pulses) frame = requestAnimationFrame(draw);
  }

  function drawMarks(x, y, now, millis) {
    for (const mark of marks.values()) {
      const mover = mark.taxi === undefined ? undefined : movers.all.get(mark.taxi);
      const px = x(mark.pickup.lng);
      const py = y(mark.pickup.lat);
      const picked = mark.id === chosen;
      if (mark.status === 'requested') {
        const beat = stillness.matches ? 0.5 : ((now / 1200) % 1);
        pen.beginPath();
        pen.arc(px, py, 5 + beat * 12, 0, 2 * Math.PI);
        pen.strokeStyle = color('call');
        pen.globalAlpha = 1 - beat;
        pen.lineWidth = 2.5;
        pen.stroke();
        pen.globalAlpha = 1;
        dot(px, py, 5, color('call'));
      } else if (mover) {
        const part = progress(mover, now, millis);
        const toPickup = mark.status === 'accepted' || mark.status === 'arrived';
        const end = toPickup ? mark.pickup : mark.dropoff;
        pen.beginPath();
        pen.moveTo(x(lngAt(mover, part)), y(latAt(mover, part)));
        pen.lineTo(x(end.lng), y(end.lat));
        pen.strokeStyle = color(toPickup ? 'taxi-reserved' : 'taxi-on_trip');
        pen.globalAlpha = picked ? 1 : 0.55;
        pen.lineWidth = picked ? 3.5 : 1.8;
        pen.setLineDash(toPickup ? [5, 5] : []);
        pen.stroke();
        pen.setLineDash([]);
        pen.globalAlpha = 1;
        if (toPickup) dot(x(end.lng), y(end.lat), 4, color('taxi-reserved'));
        else square(x(end.lng), y(end.lat), 4, color('taxi-on_trip'));
      }
      if (picked) {
        ring(px, py, 12);
        square(x(mark.dropoff.lng), y(mark.dropoff.lat), 5, color('ink'));
      }
    }
  }

  function dot(x, y, radius, fill) {
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = fill;
    pen.fill();
  }

  function square(x, y, half, fill) {
    pen.fillStyle = fill;
    pen.fillRect(x - half, y - half, half * 2, half * 2);
  }

  function ring(x, y, radius) {
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.strokeStyle = color('focus');
    pen.lineWidth = 3;
    pen.stroke();
  }

  // What grows old while nothing moves turns grey too.
  const aging = setInterval(() => {
    if (!document.hidden && performance.now() - drawnAt > 900) redraw();
  }, 1_000);

  place();
  return {
    movers,
    marks,
    redraw,
    /** big: where there is one taxi that matters. */
    view,
    /** How often it was drawn. */
    counter,
    isDirty: () => dirty,
    close() {
      closed = true;
      clearInterval(aging);
      cancelAnimationFrame(frame);
      darkScheme.removeEventListener('change', recolor);
    },
    /** @param {string | undefined} id of a ride or a taxi */
    choose(id) {
      chosen = id;
      redraw();
    },
    /** @param {{x: number, y: number}} point of the map's window @returns {{ride?: string, taxi?: string}} what is meant by it */
    at(point) {
      const world = 256 * 2 ** map.getZoom();
      const origin = map.getPixelBounds().min;
      const now = performance.now();
      let best = REACH_PIXELS;
      /** @type {{ride?: string, taxi?: string}} */
      let found = {};
      const near = (lat, lng, what) => {
        const far = Math.hypot(mercatorX(lng, world) - origin.x - point.x, mercatorY(lat, world) - origin.y - point.y);
        if (far < best) {
          best = far;
          found = what;
        }
      };
      for (const mover of movers.all.values()) {
        const part = progress(mover, now, movers.millis);
        near(latAt(mover, part), lngAt(mover, part), { taxi: mover.id });
      }
      for (const mark of marks.values()) {
        if (mark.status === 'requested') near(mark.pickup.lat, mark.pickup.lng, { ride: mark.id });
        else if (mark.status === 'in_progress') near(mark.dropoff.lat, mark.dropoff.lng, { ride: mark.id });
      }
      return found;
    },
  };
}

/** @typedef {ReturnType<typeof createStage>} Stage */

/**
 * @param {HTMLElement} where
 * @param {import('./start.js').City} city
 */
export function createMap(where, city) {
  const { south, west, north, east } = city.bounds;
  const map = L.map(where, {
    // What moves is drawn by ourselves and cannot be scaled between two zooms.
    zoomAnimation: false,
    fadeAnimation: false,
    markerZoomAnimation: false,
    inertia: !stillness.matches,
    minZoom: 9,
    maxZoom: 18,
    zoomSnap: 0.5,
    zoomControl: false,
    attributionControl: true,
    renderer: L.canvas(),
    boxZoom: false,
  });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ position: 'topright', zoomInTitle: t('map.in'), zoomOutTitle: t('map.out') }).addTo(map);
  /** What is to be seen, as soon as the map has a size: in a dialog it has none at first. */
  let wanted = L.latLngBounds([[south, west], [north, east]]);
  const fit = () => {
    if (!wanted || map.getSize().x === 0 || map.getSize().y === 0) return;
    map.fitBounds(wanted, { maxZoom: 16, animate: false });
    wanted = null;
  };
  map.setView([(south + north) / 2, (west + east) / 2], 12, { animate: false });
  fit();
  let closed = false;
  /** @type {any} */
  let own;
  if (city.tiles) {
    L.tileLayer(city.tiles.url, { attribution: escaped(city.tiles.attribution), maxZoom: 19 }).addTo(map);
  } else {
    Promise.all([lines('/map/roads.json'), lines('/map/zones.json')]).then(([told, areas]) => {
      if (!closed && (told || areas)) own = ground(told, areas).addTo(map);
    });
  }
  const stage = createStage(map);
  const recolor = () => own?.redraw();
  darkScheme.addEventListener('change', recolor);
  const size = new ResizeObserver(() => {
    map.invalidateSize({ animate: false });
    fit();
  });
  size.observe(where);
  return {
    leaflet: map,
    stage,
    /** The page shows something else: nothing is drawn any more, whoever still asks for it. */
    close() {
      closed = true;
      size.disconnect();
      stage.close();
      darkScheme.removeEventListener('change', recolor);
      map.remove();
    },
    /** @param {(what: {ride?: string, taxi?: string}, place: {lat: number, lng: number}) => void} chosen */
    onClick: chosen => map.on('click', event => chosen(stage.at(event.containerPoint), { lat: event.latlng.lat, lng: event.latlng.lng })),
    /** @param {{lat: number, lng: number}[]} places */
    show(places) {
      if (closed || places.length === 0) return;
      wanted = L.latLngBounds(places.map(place => [place.lat, place.lng])).pad(0.25);
      fit();
    },
    /** Moves the map where a place is not to be seen. @param {{lat: number, lng: number}} place */
    reveal(place) {
      if (!closed && !map.getBounds().contains([place.lat, place.lng])) map.panTo([place.lat, place.lng], { animate: false });
    },
    /**
     * A pin that can be dragged where `onMove` is given.
     *
     * @param {{lat: number, lng: number}} place
     * @param {string} kind `pickup`, `dropoff`, `taxi` or `me`
     * @param {string} title what it is
     * @param {(place: {lat: number, lng: number}) => void} [onMove]
     */
    pin(place, kind, title, onMove) {
      if (closed) return { move: () => undefined, remove: () => undefined };
      const icon = L.divIcon({ className: `pin pin-${kind}`, iconSize: [26, 26], iconAnchor: [13, 13] });
      const marker = L.marker([place.lat, place.lng], { icon, title, alt: title, draggable: !!onMove, keyboard: false, autoPan: true }).addTo(map);
      if (onMove) marker.on('dragend', () => onMove({ lat: marker.getLatLng().lat, lng: marker.getLatLng().lng }));
      return {
        move: to => marker.setLatLng([to.lat, to.lng]),
        remove: () => marker.remove(),
      };
    },
  };
}

/** @typedef {ReturnType<typeof createMap>} CityMap */

/**
 * @param {{city: import('./start.js').City, onReady: (map: CityMap) => void, label: string, class?: string}} props
 */
export function MapView({ city, onReady, label, class: name }) {
  const where = useRef(null);
  useEffect(() => {
    const map = createMap(where.current, city);
    onReady(map);
    return () => map.close();
  }, []);
  return html`<div class=${`map ${name ?? ''}`} role="region" aria-label=${label}><div class="map-inner" ref=${where}></div></div>`;
}
