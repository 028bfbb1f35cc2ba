// The map: a canvas with the field, and one on top with coast, stations and marker.
import { paint, resample, valueAt } from './raster.js';
import { drawStations } from './stations.js';
import { kelvin, position, signed } from './text.js';

const maxPixels = 1600;
const markerStep = 2.5;

export class MapView {
  constructor(element, readout) {
    this.element = element;
    this.readout = readout;
    this.fieldCanvas = element.querySelector('#field');
    this.overlay = element.querySelector('#overlay');
    this.tooltip = element.querySelector('#tooltip');
    this.coast = [];
    this.stations = [];
    this.colouring = 'departure';
    this.view = null;
    this.marker = null;
    new ResizeObserver(() => this.draw()).observe(element);
    element.addEventListener('pointermove', event => this.point(event));
    element.addEventListener('pointerdown', event => this.point(event));
    element.addEventListener('pointerleave', () => { this.tooltip.hidden = true; });
    element.addEventListener('keydown', event => this.key(event));
    element.addEventListener('blur', () => this.mark(null));
  }

  /** Shows a field: { field, table, low, high, step, unitDigits }. */
  show(view) {
    this.view = view;
    this.draw();
  }

  showStations(stations, colouring) {
    this.stations = stations.filter(s => s.latitude !== null && s.longitude !== null);
    this.colouring = colouring;
    this.drawOverlay();
  }

  showCoast(lines) {
    this.coast = lines;
    this.drawOverlay();
  }

  draw() {
    const width = Math.min(maxPixels, Math.round(this.element.clientWidth * devicePixelRatio)), height = Math.round(width / 2);
    if (width < 2) return;
    for (const canvas of [this.fieldCanvas, this.overlay]) {
      if (canvas.width !== width) [canvas.width, canvas.height] = [width, height];
    }
    const context = this.fieldCanvas.getContext('2d');
    context.clearRect(0, 0, width, height);
    if (this.view) {
      const { field, table, low, high, step } = this.view;
      context.putImageData(paint(resample(field, width, height), width, height, table, low, high, step), 0, 0);
    }
    this.drawOverlay();
  }

  project(latitude, longitude) {
    const { width, height } = this.overlay;
    const wrapped = ((((longitude + 180) % 360) + 360) % 360) - 180;
    return [(wrapped + 180) / 360 * width, (90 - latitude) / 180 * height];
  }

  drawOverlay() {
    const { width, height } = this.overlay, context = this.overlay.getContext('2d');
    context.clearRect(0, 0, width, height);
    context.lineJoin = 'round';
    this.drawGraticule(context, width, height);
    const unit = Math.max(1, width / 1100);
    this.strokeCoast(context, width, height, unit * 2.6, this.view ? '#0b0e1c59' : '#0000');
    this.strokeCoast(context, width, height, unit * 1.15, this.view ? '#ffffffe0' : '#8d97bd');
    if (this.colouring !== 'off') {
      drawStations(context, this.stations, this.colouring, (lat, lon) => this.project(lat, lon), Math.max(1.3, width / 420));
    }
    if (this.marker) {
      const [x, y] = this.project(this.marker.latitude, this.marker.longitude);
      for (const [line, colour] of [[4, '#000'], [2, '#fff']]) {
        context.lineWidth = line * unit;
        context.strokeStyle = colour;
        context.beginPath();
        context.arc(x, y, 8 * unit, 0, 2 * Math.PI);
        context.stroke();
      }
    }
  }

  drawGraticule(context, width, height) {
    context.lineWidth = 1;
    context.strokeStyle = '#ffffff1f';
    context.beginPath();
    for (let longitude = -150; longitude < 180; longitude += 30) {
      const x = Math.round((longitude + 180) / 360 * width) + 0.5;
      context.moveTo(x, 0);
      context.lineTo(x, height);
    }
    for (let latitude = -60; latitude <= 60; latitude += 30) {
      const y = Math.round((90 - latitude) / 180 * height) + 0.5;
      context.moveTo(0, y);
      context.lineTo(width, y);
    }
    context.stroke();
  }

  strokeCoast(context, width, height, line, colour) {
    context.lineWidth = line;
    context.strokeStyle = colour;
    context.beginPath();
    for (const points of this.coast) {
      for (let i = 0; i < points.length; i += 2) {
        const x = (points[i] / 100 + 180) / 360 * width, y = (90 - points[i + 1] / 100) / 180 * height;
        if (i === 0) context.moveTo(x, y); else context.lineTo(x, y);
      }
    }
    context.stroke();
  }

  point(event) {
    if (!this.view) return;
    const box = this.element.getBoundingClientRect();
    const x = event.clientX - box.left, y = event.clientY - box.top;
    const latitude = 90 - y / box.height * 180, longitude = x / box.width * 360 - 180;
    if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return;
    this.say(this.describe(latitude, longitude, this.nearest(x, y, box)), x, y, box);
  }

  /** The station within reach of the pointer, if dots are shown. */
  nearest(x, y, box) {
    if (this.colouring === 'off') return null;
    let best = null, reach = 9;
    for (const station of this.stations) {
      const [px, py] = this.project(station.latitude, station.longitude);
      const distance = Math.hypot(px / this.overlay.width * box.width - x, py / this.overlay.height * box.height - y);
      if (distance < reach) [best, reach] = [station, distance];
    }
    return best;
  }

  describe(latitude, longitude, station) {
    const here = `${kelvin(valueAt(this.view.field, latitude, longitude), this.view.digits)}\n${position(latitude, longitude)}`;
    if (!station) return here;
    return `${here}\n\n${station.id} · ${words(station.flag)}\nobserved ${kelvin(station.observedK)}\n`
      + `O−B ${signed(station.observedMinusBackgroundK)}, O−A ${signed(station.observedMinusAnalysisK)}`;
  }

  say(text, x, y, box) {
    this.tooltip.textContent = text;
    this.tooltip.hidden = false;
    const { offsetWidth, offsetHeight } = this.tooltip;
    this.tooltip.style.left = `${x + 16 + offsetWidth < box.width ? x + 16 : Math.max(0, x - 16 - offsetWidth)}px`;
    this.tooltip.style.top = `${Math.max(0, Math.min(box.height - offsetHeight, y - offsetHeight / 2))}px`;
  }

  key(event) {
    const moves = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [1, 0], ArrowDown: [-1, 0] };
    if (event.key === 'Escape') this.mark(null);
    if (!this.view || !moves[event.key]) return;
    event.preventDefault();
    const [north, east] = moves[event.key], step = event.shiftKey ? 4 * markerStep : markerStep;
    const from = this.marker ?? { latitude: 0, longitude: 0 };
    this.mark({
      latitude: Math.max(-90, Math.min(90, from.latitude + north * step)),
      longitude: ((from.longitude + east * step + 540) % 360) - 180,
    });
  }

  mark(marker) {
    this.marker = marker;
    this.drawOverlay();
    if (!marker) {
      this.tooltip.hidden = true;
      return;
    }
    const box = this.element.getBoundingClientRect(), [px, py] = this.project(marker.latitude, marker.longitude);
    const x = px / this.overlay.width * box.width, y = py / this.overlay.height * box.height;
    const text = this.describe(marker.latitude, marker.longitude, this.nearest(x, y, box));
    this.readout.textContent = text;
    this.say(text, x, y, box);
  }
}

/** "FirstGuessDeparture" as "first guess departure". */
const words = flag => flag.replace(/(?<!^)[A-Z]/g, letter => ` ${letter}`).toLowerCase();
