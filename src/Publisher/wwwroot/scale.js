// Round numbers for legends.

/** Range of a field widened to whole steps, so that the legend stays the same from one cycle to the next. */
export function rangeOf(values, statistic) {
  let low = Infinity, high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high >= low)) return [0, 1];
  const step = statistic === 'mean' ? 10 : 0.5;
  const floor = statistic === 'mean' ? Math.floor(low / step) * step : 0;
  const ceiling = Math.ceil(high / step) * step;
  return [floor, ceiling > floor ? ceiling : floor + step];
}

/** Step of 1, 2 or 5 times a power of ten that gives at most `count` intervals. */
export function niceStep(span, count) {
  const power = 10 ** Math.floor(Math.log10(span / count));
  return power * ([1, 2, 5, 10].find(factor => factor * power * count >= span * 0.999));
}

export function ticks(low, high, count) {
  const step = niceStep(high - low, count), found = [];
  for (let k = Math.ceil(low / step - 1e-6); k * step <= high + step * 1e-6; k++) found.push(k * step);
  return { step, values: found, digits: Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) };
}
