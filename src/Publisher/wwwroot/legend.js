// Legends below the map.
import { colourAt, departure } from './colour.js';
import { ticks } from './scale.js';
import { departureLimit, drawDot, useColour, useOf, uses } from './stations.js';
import { count } from './text.js';

function element(name, text = '') {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function bar(table, low, high, intervals) {
  const canvas = element('canvas');
  [canvas.width, canvas.height] = [256, 1];
  const context = canvas.getContext('2d');
  for (let x = 0; x < 256; x++) {
    context.fillStyle = colourAt(table, x / 255);
    context.fillRect(x, 0, 1, 1);
  }
  const scale = element('div'), { values, digits } = ticks(low, high, intervals);
  scale.className = 'ticks';
  for (const value of values) {
    const label = element('span', value.toFixed(digits).replace(/^-(0(?:\.0+)?)$/, '$1').replace('-', '−'));
    const share = (value - low) / (high - low);
    label.style.left = `${share * 100}%`;
    label.className = share < 0.01 ? 'first' : share > 0.99 ? 'last' : '';
    scale.append(label);
  }
  return [canvas, scale];
}

/** Colour bar of the field. */
export function showFieldLegend(target, text, table, low, high, lineStep) {
  const caption = element('p', text);
  caption.append(element('span', `line every ${lineStep} K`));
  target.replaceChildren(caption, ...bar(table, low, high, target.parentElement.clientWidth < 400 ? 5 : 8));
}

export function showStationLegend(target, stations, colouring) {
  if (colouring === 'off' || stations.length === 0) return target.replaceChildren();
  if (colouring === 'departure') {
    const caption = element('p', 'Stations: observation minus analysis, K');
    return target.replaceChildren(caption, ...bar(departure, -departureLimit, departureLimit, 6));
  }
  const keys = element('div');
  keys.className = 'keys';
  for (const { flag, label } of uses) {
    const number = stations.filter(s => useOf(s) === flag).length;
    // Few networks are thinned.
    if (flag === 'Thinned' && number === 0) continue;
    const key = element('span'), canvas = element('canvas');
    [canvas.width, canvas.height] = [32, 32];
    drawDot(canvas.getContext('2d'), 16, 16, 8, flag, useColour(flag));
    key.append(canvas, `${label} (${count(number)})`);
    keys.append(key);
  }
  target.replaceChildren(element('p', 'Stations by use'), keys);
}
