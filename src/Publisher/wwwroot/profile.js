// The vertical profile at a place: temperature beside climatology, and at its right what the first is too coarse for: the departure
// from climatology with the spread, or the spread alone where climatology is not known.
import { Chart, known, rangeOf } from './chart.js';
import { ticks } from './scale.js';
import { kelvin, signed } from './text.js';

const height = 252, frame = { top: 26, bottom: height - 22 };
/** Height of a pressure as on a Stüve diagram: where the air is well mixed temperatures lie on straight lines. */
const upOf = p => -(p ** 0.286);
const labelHeight = 13;

/** `profile` holds levels, mean, spread and climatology at one time; `level` is the one of the map, in hPa. */
export function drawProfile(svg, { levels, mean, spread, climatology }, level) {
  svg.replaceChildren();
  svg.setAttribute('viewBox', `0 0 340 ${height}`);
  const up = levels.map(upOf), heights = rangeOf(up, 0.5);
  const along = values => values.map((value, i) => [value, up[i]]);
  const about = (values, factor) => along(values.map((value, i) => known(value) && known(spread[i]) ? value + factor * spread[i] : null));

  const all = [...about(mean, -1), ...about(mean, 1), ...along(climatology ?? [])].map(([value]) => value);
  const temperatures = rangeOf(all, 10), left = new Chart(svg, { left: 38, right: 196, ...frame }, temperatures, heights);
  left.upward(spaced(levels, level, up.map(left.y)).map((text, i) => [up[i], text]));
  left.across(labels(temperatures, 4, false), 'Temperature, K');
  mark(left, level, temperatures);
  if (climatology) left.line(along(climatology), 'normal');
  left.band(about(mean, -1), about(mean, 1), 'band');
  left.line(along(mean), 'mean');
  levels.forEach((p, i) => left.dot(mean[i], up[i], p === level ? 'dot chosen' : 'dot', `${p} hPa: ${kelvin(mean[i])} ± ${kelvin(spread[i], 2)}`));

  const departures = climatology && mean.map((value, i) => known(value) && known(climatology[i]) ? value - climatology[i] : null);
  const shown = departures ?? spread, widest = departures ? [...about(departures, -1), ...about(departures, 1)].map(([value]) => value) : spread;
  const span = rangeOf([...widest, 0], departures ? 4 : 1), right = new Chart(svg, { left: 216, right: 332, ...frame }, span, heights);
  right.upward(levels.map((_, i) => [up[i], '']));
  right.across(labels(span, 4, departures !== null), departures ? 'minus climatology' : 'Spread, K');
  mark(right, level, span);
  right.line([[0, heights[0]], [0, heights[1]]], 'normal');
  if (departures) right.band(about(departures, -1), about(departures, 1), 'band');
  right.line(along(shown), 'mean');
  levels.forEach((p, i) => right.dot(shown[i], up[i], p === level ? 'dot chosen' : 'dot',
    departures ? `${p} hPa: ${signed(shown[i])} ± ${kelvin(spread[i], 2)}` : `${p} hPa: ${kelvin(spread[i], 2)}`));
}

const mark = (chart, level, [from, to]) => chart.line([[from, upOf(level)], [to, upOf(level)]], 'here');

/** Labels of the levels; those without room are empty, that of the chosen level never is. */
function spaced(levels, level, heights) {
  const taken = [heights[levels.indexOf(level)]];
  return levels.map((p, i) => {
    const free = p === level || taken.every(y => Math.abs(y - heights[i]) >= labelHeight);
    if (free) taken.push(heights[i]);
    return free ? String(p) : '';
  });
}

function labels([low, high], count, signs) {
  const { values, digits } = ticks(low, high, count);
  return values.map(value => [value, `${signs && value > 1e-9 ? '+' : ''}${value.toFixed(digits).replace('-', '−')}`]);
}
