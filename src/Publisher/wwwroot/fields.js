// The fields that the map can show: where each comes from, its colours, range and words.
import * as api from './api.js';
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
  get: (item, level, minus) => api.getIncrement(item.cycle, level, minus.cycle),
};

export const fields = {
  mean: {
    table: temperature,
    coast: 'light',
    range: (low, high) => upward(Math.floor(low / 10) * 10, high, 10),
    words: value => kelvin(value),
    caption: () => 'Air temperature, K (ensemble mean)',
    get: (item, level) => api.getField(item.cycle, level, 'mean'),
  },
  spread: {
    table: spread,
    coast: 'light',
    range: (low, high) => upward(0, high, 0.5),
    words: value => kelvin(value, 2),
    caption: () => 'Spread, K (ensemble standard deviation)',
    get: (item, level) => api.getField(item.cycle, level, 'spread'),
  },
  increment: { ...change, caption: minus => `Change of the mean since ${moment(minus.time)}, K` },
  difference: { ...change, caption: minus => `Mean minus that of ${moment(minus.time)}, K` },
};

/** The cycle to subtract, of a list from the newest; null where there is none, undefined where none is needed. */
export function minuend(kind, cycles, index, chosen) {
  if (kind === 'increment') return cycles[index + 1] ?? null;
  if (kind !== 'difference') return undefined;
  // Unless told otherwise a day of six-hourly cycles: the same hour of the day.
  const other = cycles.filter((_, i) => i !== index);
  return other.find(item => item.cycle === chosen) ?? cycles[Math.min(index + 4, cycles.length - 1)] ?? null;
}

export function extremes(values) {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return high >= low ? [low, high] : null;
}
