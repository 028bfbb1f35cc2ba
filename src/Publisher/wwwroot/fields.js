// How the kinds of field look on the map: colours, range and words.
import { departure, spread, temperature } from './colour.js';
import { niceStep } from './scale.js';
import { kelvin, moment, signed } from './text.js';

const upward = (low, high, step) => [low, Math.max(low + step, Math.ceil(high / step - 1e-6) * step)];

/** Zero in the middle, the ends at round numbers that get labels. */
function evenly(low, high) {
  const most = Math.max(Math.abs(low), Math.abs(high), 0.1), step = niceStep(2 * most, 6), end = Math.ceil(most / step - 1e-6) * step;
  return [-end, end];
}

const change = {
  table: departure,
  coast: 'dark',
  range: evenly,
  words: value => signed(value, 2),
};

export const fields = {
  mean: {
    table: temperature,
    coast: 'light',
    range: (low, high) => upward(Math.floor(low / 10) * 10, high, 10),
    words: value => kelvin(value),
    caption: () => 'Air temperature, K (ensemble mean)',
  },
  spread: {
    table: spread,
    coast: 'light',
    range: (low, high) => upward(0, high, 0.5),
    words: value => kelvin(value, 2),
    caption: () => 'Spread, K (ensemble standard deviation)',
  },
  increment: { ...change, caption: minus => `Change of the mean since ${moment(minus.time)}, K` },
  difference: { ...change, caption: minus => `Mean minus that of ${moment(minus.time)}, K` },
};

export function extremes(values) {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high >= low ? [low, high] : null;
}
