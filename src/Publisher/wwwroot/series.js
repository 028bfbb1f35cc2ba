// The time series at a place and level: mean with its spread, beside climatology.
import { Chart, known, rangeOf } from './chart.js';
import { ticks } from './scale.js';
import { kelvin, moment, shortDay, time as clock } from './text.js';

const height = 178, hour = 3_600_000;

/** `series` holds times, mean, spread and climatology at one level; `now` is the time of the map. */
export function drawSeries(svg, { times, mean, spread, climatology }, now) {
  svg.replaceChildren();
  svg.setAttribute('viewBox', `0 0 340 ${height}`);
  const along = values => values.map((value, i) => [times[i], value]);
  const about = factor => along(mean.map((value, i) => known(value) && known(spread[i]) ? value + factor * spread[i] : null));
  const span = rangeOf([...about(-1), ...about(1), ...along(climatology ?? [])].map(([, value]) => value), 2);
  const ends = times.length > 1 ? [times[0], times.at(-1)] : [times[0] - 12 * hour, times[0] + 12 * hour];
  const chart = new Chart(svg, { left: 38, right: 332, top: 10, bottom: height - 22 }, ends, span), { values, digits } = ticks(...span, 5);
  chart.upward(values.map(value => [value, value.toFixed(digits)]));
  const midnights = daysWithin(...ends);
  chart.across(midnights.length > 1 ? midnights.map(time => [time, shortDay(time)]) : ends.map(end => [end, clock(end)]));
  chart.line([[now, span[0]], [now, span[1]]], 'here');
  if (climatology) chart.line(along(climatology), 'normal');
  chart.band(about(-1), about(1), 'band');
  chart.line(along(mean), 'mean');
  times.forEach((time, i) => chart.dot(time, mean[i], time === now ? 'dot chosen' : 'dot', `${moment(time)}: ${kelvin(mean[i])} ± ${kelvin(spread[i], 2)}`));
}

/** Midnights, at most five. */
function daysWithin(from, to) {
  const step = Math.max(1, Math.ceil((to - from) / (24 * hour) / 5)) * 24 * hour, found = [];
  for (let time = Math.ceil(from / (24 * hour)) * 24 * hour; time <= to; time += step) found.push(time);
  return found;
}
