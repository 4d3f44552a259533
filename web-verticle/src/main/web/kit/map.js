/**
 * The map: Leaflet with the city's own ground, or a tile server's pictures where one is configured; above it the stage of what moves.
 *
 * @module
 */
import { escaped, ground } from './ground.js';
import { darkScheme, stillness } from './paint.js';
import { createStage } from './stage.js';
import { html, useEffect, useRef } from './ui.js';
import { t } from './words.js';

const L = /** @type {any} */ (globalThis).L;

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
