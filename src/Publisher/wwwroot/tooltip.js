// What is under the pointer or the marker, in words.
import { kelvin, position, signed } from './text.js';

/** "FirstGuessDeparture" as "first guess departure". */
const words = flag => flag.replace(/(?<!^)[A-Z]/g, letter => ` ${letter}`).toLowerCase();

export function describe(value, latitude, longitude, station) {
  const here = `${value}\n${position(latitude, longitude)}`;
  if (!station) return here;
  return `${here}\n\n${station.id} · ${words(station.flag)}\nobserved ${kelvin(station.observedK)}\n`
    + `O−B ${signed(station.observedMinusBackgroundK)}, O−A ${signed(station.observedMinusAnalysisK)}`;
}

/** Places a tooltip beside a point of its container, wholly inside. */
export function place(tooltip, text, x, y, width, height) {
  tooltip.textContent = text;
  tooltip.hidden = false;
  const { offsetWidth, offsetHeight } = tooltip;
  tooltip.style.left = `${x + 18 + offsetWidth < width ? x + 18 : Math.max(0, x - 18 - offsetWidth)}px`;
  tooltip.style.top = `${Math.max(0, Math.min(height - offsetHeight, y - offsetHeight / 2))}px`;
}
