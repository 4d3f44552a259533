/**
 * One canvas for everything that moves on a map.
 *
 * @module
 */
import { Movers, OLD_MILLIS, latAt, lngAt, progress } from './motion.js';
import { darkScheme, mercatorX, mercatorY, palette, stillness } from './paint.js';

const L = /** @type {any} */ (globalThis).L;

/** Nearer than this, in pixels, is meant. */
const REACH_PIXELS = 14;

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
export function createStage(map) {
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
