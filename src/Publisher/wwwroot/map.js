// The map: a canvas with the field, and one on top with coast, stations and marker.
import { clamp, wrap } from './angles.js';
import { home, panned, settled, showing, viewOf, zoomed } from './camera.js';
import { watchGestures } from './gestures.js';
import { drawCoast, drawGraticule, drawMarker, drawRim } from './layers.js';
import { paint, refine, valueAt } from './raster.js';
import { drawStations } from './stations.js';
import { describe, place } from './tooltip.js';

const maxPixels = 1600, markerStep = 2.5, stationReach = 9;
const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [1, 0], ArrowDown: [-1, 0] };
const zooms = { '+': 1.5, '=': 1.5, '-': 1 / 1.5 };

export class MapView {
  /** Calls back with a place that is chosen (null: none any more), and when the camera has moved. */
  constructor(element, readout, { onPlace, onCamera }) {
    Object.assign(this, { element, readout, onPlace, onCamera });
    this.fieldCanvas = element.querySelector('#field');
    this.overlay = element.querySelector('#overlay');
    this.tooltip = element.querySelector('#tooltip');
    this.camera = home('flat');
    this.coast = [];
    this.stations = [];
    this.colouring = 'departure';
    this.shown = null;
    this.marker = null;
    new ResizeObserver(() => { if (String(this.size()) !== this.drawn) this.draw(); }).observe(element);
    watchGestures(element, {
      pan: (dx, dy) => this.move(panned(this.camera, ...this.size(), dx, dy)),
      zoom: (factor, x, y) => this.zoom(factor, x, y),
      settle: () => this.draw(),
      click: (x, y) => {
        this.choose(viewOf(this.camera, ...this.size()).inverse(x, y));
        this.point(x, y);
      },
      hover: (x, y) => this.point(x, y),
      leave: () => { this.tooltip.hidden = true; },
    });
    element.addEventListener('keydown', event => this.key(event));
  }

  size() {
    return [this.element.clientWidth, this.element.clientHeight];
  }

  /** Shows a field, { field, table, low, high, step, words(value), coast }, or none (null), and the stations. */
  show(shown, stations, colouring) {
    // A first view comes coarse, and sooner by that.
    const share = shown && !this.shown ? 0.5 : 1;
    this.shown = shown && { ...shown, fine: refine(shown.field, share) };
    this.stations = stations.filter(s => s.latitude !== null && s.longitude !== null);
    this.colouring = colouring;
    this.draw(share);
    this.element.dataset.sharp = share === 1;
    if (share < 1) requestAnimationFrame(() => requestAnimationFrame(() => this.sharpen()));
  }

  sharpen() {
    if (this.shown) this.shown.fine = refine(this.shown.field);
    this.touch();
    this.element.dataset.sharp = true;
  }

  /** Lines of hundredths of a degree. */
  showCoast(lines) {
    this.coast = lines.map(line => line.map(hundredth => hundredth / 100));
    this.touchOverlay();
  }

  look(camera) {
    this.camera = settled(camera);
    this.element.dataset.projection = this.camera.projection;
    this.touch();
  }

  /** Zooms about a point, by default the middle; whether anything changed. */
  zoom(factor, x = this.element.clientWidth / 2, y = this.element.clientHeight / 2, rests = false) {
    const before = this.camera.zoom;
    this.move(zoomed(this.camera, ...this.size(), factor, x, y), rests);
    return this.camera.zoom !== before;
  }

  /** The same about the middle, at once. */
  magnify(factor) {
    this.zoom(factor, undefined, undefined, true);
  }

  /** Moves the camera; until it rests the field is drawn coarsely, once a frame. */
  move(camera, rests = false) {
    this.camera = camera;
    this.onCamera();
    if (rests) this.draw();
    else this.frame ??= requestAnimationFrame(() => this.draw(0.5));
  }

  /** Draws all with the next frame. */
  touch() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.draw());
  }

  draw(share = 1) {
    cancelAnimationFrame(this.frame);
    this.frame = undefined;
    const [width, height] = this.size(), sharp = Math.min(devicePixelRatio, maxPixels / width);
    // What would soon be drawn anew is not drawn: the first view comes sooner.
    if (width < 2 || document.body.dataset.state === 'loading') return;
    this.drawn = String([width, height]);
    this.element.dataset.zoomed = this.camera.zoom > 1;
    fit(this.overlay, width * sharp, height * sharp);
    fit(this.fieldCanvas, width * sharp * share, height * sharp * share);
    const canvas = this.fieldCanvas, context = canvas.getContext('2d');
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (this.shown) {
      const { fine, table, low, high, step } = this.shown;
      const pixels = viewOf(this.camera, canvas.width, canvas.height).sample(fine);
      context.putImageData(paint(pixels, canvas.width, canvas.height, table, low, high, step), 0, 0);
    }
    this.drawOverlay();
  }

  /** Draws what lies over the field with the next frame, however much of it changes before. */
  touchOverlay() {
    this.overlayFrame ??= requestAnimationFrame(() => this.drawOverlay());
  }

  drawOverlay() {
    cancelAnimationFrame(this.overlayFrame);
    this.overlayFrame = undefined;
    if (document.body.dataset.state === 'loading') return;
    const { width, height } = this.overlay, context = this.overlay.getContext('2d');
    const view = viewOf(this.camera, width, height), unit = Math.max(1, width / 1100);
    context.clearRect(0, 0, width, height);
    context.lineJoin = 'round';
    drawRim(context, view, unit);
    drawGraticule(context, view, 1);
    drawCoast(context, view, this.coast, unit, this.shown?.coast);
    const radius = Math.max(1.5, width / 420) * Math.min(2, Math.sqrt(this.camera.zoom));
    if (this.colouring !== 'off') drawStations(context, this.stations, this.colouring, view, radius);
    if (this.marker) drawMarker(context, view.forward(this.marker.latitude, this.marker.longitude), unit);
  }

  point(x, y) {
    const at = viewOf(this.camera, ...this.size()).inverse(x, y);
    this.tooltip.hidden = true;
    if (this.shown && at) place(this.tooltip, this.tell(...at, x, y), x, y, ...this.size());
  }

  tell(latitude, longitude, x, y) {
    const value = this.shown.words(valueAt(this.shown.field, latitude, longitude));
    return describe(value, latitude, longitude, this.nearest(x, y));
  }

  /** The station within reach of a point, if dots are shown. */
  nearest(x, y) {
    if (this.colouring === 'off') return null;
    const view = viewOf(this.camera, ...this.size());
    let best = null, reach = stationReach;
    for (const station of this.stations) {
      const at = view.forward(station.latitude, station.longitude), distance = at ? Math.hypot(at[0] - x, at[1] - y) : Infinity;
      if (distance < reach) [best, reach] = [station, distance];
    }
    return best;
  }

  key(event) {
    if (event.key === 'Escape') this.choose(null);
    else if (event.key === 'Enter' && this.marker) this.choose([this.marker.latitude, this.marker.longitude]);
    else if (zooms[event.key]) this.magnify(zooms[event.key]);
    else if (event.key === '0') this.move(home(this.camera.projection), true);
    else if (moves[event.key] && this.shown) this.step(moves[event.key], event.shiftKey ? 4 * markerStep : markerStep);
    else return;
    event.preventDefault();
  }

  step([north, east], by) {
    const from = this.marker ?? { latitude: 0, longitude: this.camera.projection === 'globe' ? Math.round(this.camera.longitude) : 0 };
    this.mark({ latitude: clamp(from.latitude + north * by, -90, 90), longitude: wrap(from.longitude + east * by) });
    const { latitude, longitude } = this.marker, camera = showing(this.camera, ...this.size(), latitude, longitude);
    if (camera !== this.camera) {
      this.look(camera);
      this.onCamera();
    }
    const [x, y] = viewOf(this.camera, ...this.size()).forward(latitude, longitude), text = this.tell(latitude, longitude, x, y);
    this.readout.textContent = text;
    place(this.tooltip, text, x, y, ...this.size());
  }

  choose(at) {
    this.tooltip.hidden = true;
    this.mark(at && { latitude: at[0], longitude: at[1] });
    this.onPlace(this.marker);
  }

  mark(marker) {
    this.marker = marker;
    this.touchOverlay();
  }
}

function fit(canvas, width, height) {
  [width, height] = [Math.round(width), Math.round(height)];
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
}
