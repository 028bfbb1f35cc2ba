// Round numbers for legends and axes.

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
