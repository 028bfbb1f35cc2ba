// Makes wwwroot/coastline.json from the land-sea mask of the nature run:
//
//   ncdump -p 9,17 -v lat,lon,lsm static.nc | node tools/coastline.mjs > wwwroot/coastline.json
//
// The mask is the land fraction of each cell of a 48 x 96 grid. Its 0.5 contour is traced by marching squares on a bicubically
// refined copy, so the line runs where the fraction says, not along cell edges. What the mask does not resolve is not drawn.
import { readFileSync } from 'node:fs';

const refinement = 8;
const text = readFileSync(0, 'utf8').split(/^data:/m)[1];
const read = name => text.match(new RegExp(`^ ${name} =([^;]*);`, 'm'))[1].split(',').map(Number);
const latitudes = read('lat'), longitudes = read('lon'), mask = read('lsm');
const rows = latitudes.length, columns = longitudes.length;
const at = (row, column) => mask[Math.min(rows - 1, Math.max(0, row)) * columns + ((column % columns) + columns) % columns];

// Catmull-Rom weights of the four neighbours of a position between the second and the third.
const weights = t => [
  ((2 - t) * t - 1) * t / 2, ((3 * t - 5) * t * t + 2) / 2, ((4 - 3 * t) * t + 1) * t / 2, (t - 1) * t * t / 2];

function fraction(row, column) {
  const r = Math.floor(row), c = Math.floor(column);
  const wr = weights(row - r), wc = weights(column - c);
  let sum = 0;
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) sum += wr[i] * wc[j] * at(r - 1 + i, c - 1 + j);
  }
  return sum;
}

const fineRows = (rows - 1) * refinement + 1, fineColumns = columns * refinement;
const fine = new Float64Array(fineRows * (fineColumns + 1));
for (let i = 0; i < fineRows; i++) {
  // Starting half-way round puts the seam of the periodic grid at the edge of a map centred on Greenwich.
  for (let j = 0; j <= fineColumns; j++) fine[i * (fineColumns + 1) + j] = fraction(i / refinement, columns / 2 + j / refinement) - 0.5;
}

const value = (i, j) => fine[i * (fineColumns + 1) + j];
const points = new Map(), links = new Map();
function crossing(i0, j0, i1, j1) {
  const key = `${i0},${j0},${i1},${j1}`;
  if (!points.has(key)) {
    const a = value(i0, j0), b = value(i1, j1), t = a / (a - b);
    points.set(key, [i0 + t * (i1 - i0), j0 + t * (j1 - j0)]);
  }
  return key;
}
function link(a, b) {
  links.set(a, [...(links.get(a) ?? []), b]);
  links.set(b, [...(links.get(b) ?? []), a]);
}
for (let i = 0; i + 1 < fineRows; i++) {
  for (let j = 0; j < fineColumns; j++) {
    const edges = [[i, j, i, j + 1], [i, j + 1, i + 1, j + 1], [i + 1, j, i + 1, j + 1], [i, j, i + 1, j]]
      .filter(e => value(e[0], e[1]) > 0 !== value(e[2], e[3]) > 0).map(e => crossing(...e));
    if (edges.length === 2) link(edges[0], edges[1]);
    if (edges.length === 4) {
      const middle = (value(i, j) + value(i, j + 1) + value(i + 1, j) + value(i + 1, j + 1)) / 4;
      const cut = middle > 0 === value(i, j) > 0;
      link(edges[0], edges[cut ? 1 : 3]);
      link(edges[2], edges[cut ? 3 : 1]);
    }
  }
}

// Chains from open ends first, closed rings after.
const seen = new Set(), lines = [];
function walk(start) {
  const line = [start];
  seen.add(start);
  for (let here = start; ;) {
    const next = links.get(here).find(key => !seen.has(key));
    if (!next) {
      if (line.length > 2 && links.get(here).includes(start) && links.get(start).length === 2) line.push(start);
      return line;
    }
    seen.add(next);
    line.push(next);
    here = next;
  }
}
for (const [key, neighbours] of links) if (neighbours.length === 1 && !seen.has(key)) lines.push(walk(key));
for (const key of links.keys()) if (!seen.has(key)) lines.push(walk(key));

// Douglas-Peucker on the way out: 0.04 degrees is a tenth of a pixel on a map of 1000 pixels.
function simplify(line, tolerance) {
  if (line.length < 3) return line;
  const [a, b] = [line[0], line.at(-1)];
  const dx = b[0] - a[0], dy = b[1] - a[1], length = Math.hypot(dx, dy);
  let far = 0, index = 0;
  for (let k = 1; k + 1 < line.length; k++) {
    const d = length > 0 ? Math.abs(dy * (line[k][0] - a[0]) - dx * (line[k][1] - a[1])) / length : Math.hypot(line[k][0] - a[0], line[k][1] - a[1]);
    if (d > far) [far, index] = [d, k];
  }
  return far <= tolerance ? [a, b] : [...simplify(line.slice(0, index + 1), tolerance).slice(0, -1), ...simplify(line.slice(index), tolerance)];
}
const latStep = (latitudes.at(-1) - latitudes[0]) / (rows - 1) / refinement, lonStep = 360 / fineColumns;
const output = lines
  .map(line => line.map(key => points.get(key)).map(([i, j]) => [-180 + longitudes[0] + j * lonStep, latitudes[0] + i * latStep]))
  .filter(line => line.length > 12)
  .map(line => simplify(line, 0.04).flatMap(([lon, lat]) => [Math.round(lon * 100), Math.round(lat * 100)]));
const note = 'Coast of the land-sea mask of the nature run (SPEEDY T30, 48 x 96): its 0.5 contour. Hundredths of a degree, lon,lat,lon,lat,...';
process.stdout.write(JSON.stringify({ note, lines: output }) + '\n');
