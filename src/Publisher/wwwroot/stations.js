// Stations as dots: by departure from the analysis, or by the use made of them. Use is told by shape as well as by colour.
import { colourAt, departure } from './colour.js';

/** Departure in K at which the colours end. */
export const departureLimit = 3;

export const uses = [
  { flag: 'Assimilated', label: 'assimilated' },
  { flag: 'Passive', label: 'withheld for verification' },
  { flag: 'Thinned', label: 'thinned out' },
  { flag: 'Rejected', label: 'rejected' },
];

export const useOf = station => ['Assimilated', 'Passive', 'Thinned'].includes(station.flag) ? station.flag : 'Rejected';

export function drawDot(context, x, y, radius, use, fill) {
  context.beginPath();
  if (use === 'Passive') {
    const r = radius * 1.35;
    context.moveTo(x, y - r);
    context.lineTo(x + r, y);
    context.lineTo(x, y + r);
    context.lineTo(x - r, y);
    context.closePath();
  } else if (use === 'Rejected') {
    const r = radius * 0.95;
    context.moveTo(x - r, y - r);
    context.lineTo(x + r, y + r);
    context.moveTo(x + r, y - r);
    context.lineTo(x - r, y + r);
    context.lineWidth = radius * 1.15;
    context.strokeStyle = '#fffc';
    context.stroke();
    context.lineWidth = radius * 0.6;
    context.strokeStyle = '#14172a';
    context.stroke();
    return;
  } else {
    context.arc(x, y, use === 'Thinned' ? radius * 0.6 : radius, 0, 2 * Math.PI);
  }
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = Math.max(0.7, radius * 0.28);
  context.strokeStyle = '#14172acc';
  context.stroke();
}

export const useColour = use => use === 'Passive' ? '#5ee0ff' : '#ffffff';

/** Draws all in sight; those that stand out come last, on top. */
export function drawStations(context, stations, colouring, view, radius) {
  const draw = (s, use, fill) => {
    const at = view.forward(s.latitude, s.longitude);
    if (at) drawDot(context, ...at, radius, use, fill);
  };
  if (colouring === 'departure') {
    const shown = stations.filter(s => s.observedMinusAnalysisK !== null && useOf(s) !== 'Rejected');
    shown.sort((a, b) => Math.abs(a.observedMinusAnalysisK) - Math.abs(b.observedMinusAnalysisK));
    for (const s of shown) {
      const fill = colourAt(departure, 0.5 + s.observedMinusAnalysisK / (2 * departureLimit));
      draw(s, 'Assimilated', fill);
    }
  } else if (colouring === 'flag') {
    for (const { flag } of uses) {
      for (const s of stations) {
        if (useOf(s) === flag) draw(s, flag, useColour(flag));
      }
    }
  }
}
