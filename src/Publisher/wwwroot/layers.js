// What is drawn over the field: meridians and parallels, coast, marker, and the globe's rim.
const parallels = [-60, -30, 0, 30, 60], meridianStep = 30, lineStep = 3;

const graticule = [];
for (const latitude of parallels) graticule.push(lineOf(-180, 180, longitude => [longitude, latitude]));
for (let longitude = -180; longitude < 180; longitude += meridianStep) graticule.push(lineOf(-80, 80, latitude => [longitude, latitude]));

function lineOf(from, to, pointAt) {
  const line = [];
  for (let at = from; at <= to; at += lineStep) line.push(...pointAt(at));
  return line;
}

function stroke(context, view, lines, width, colour) {
  context.lineWidth = width;
  context.strokeStyle = colour;
  context.beginPath();
  for (const line of lines) view.trace(context, line);
  context.stroke();
}

export const drawGraticule = (context, view, unit) => stroke(context, view, graticule, unit, '#ffffff24');

// On a field two lines, readable on whatever is below; without one the coast alone, softly.
const coasts = { light: ['#0b0e1c59', '#ffffffe0'], dark: ['#ffffff66', '#20263fd9'] };

/** `onField` is light on the darker tables, dark on those with a white middle, undefined without a field. */
export function drawCoast(context, view, coast, unit, onField) {
  if (onField) stroke(context, view, coast, unit * 2.6, coasts[onField][0]);
  stroke(context, view, coast, unit * 1.15, onField ? coasts[onField][1] : '#8d97bd');
}

export function drawRim(context, { width, height, radius }, unit) {
  if (!radius) return;
  const glow = context.createRadialGradient(width / 2, height / 2, radius, width / 2, height / 2, radius * 1.07);
  glow.addColorStop(0, '#9db4ff66');
  glow.addColorStop(1, '#9db4ff00');
  context.beginPath();
  context.arc(width / 2, height / 2, radius * 1.07, 0, 2 * Math.PI);
  context.arc(width / 2, height / 2, radius, 0, 2 * Math.PI, true);
  context.fillStyle = glow;
  context.fill();
  context.beginPath();
  context.arc(width / 2, height / 2, radius, 0, 2 * Math.PI);
  context.lineWidth = 1.6 * unit;
  context.strokeStyle = '#c6d2ff';
  context.stroke();
}

export function drawMarker(context, at, unit) {
  if (!at) return;
  const [x, y] = at, inner = 5 * unit, outer = 13 * unit;
  for (const [line, colour] of [[4.4, '#0b0e1c'], [2, '#fff']]) {
    context.lineWidth = line * unit;
    context.strokeStyle = colour;
    context.beginPath();
    context.arc(x, y, 8 * unit, 0, 2 * Math.PI);
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      context.moveTo(x + dx * inner, y + dy * inner);
      context.lineTo(x + dx * outer, y + dy * outer);
    }
    context.stroke();
  }
}
