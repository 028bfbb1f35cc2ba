// The numbers behind the charts, for those who cannot see them or want to copy them.
import { kelvin, shortMoment } from './text.js';

function table(caption, first, rows, withClimatology) {
  const made = document.createElement('table');
  made.createCaption().textContent = caption;
  const head = made.createTHead().insertRow();
  for (const name of [first, 'mean', 'spread', ...withClimatology ? ['climatology'] : []]) {
    const cell = document.createElement('th');
    [cell.scope, cell.textContent] = ['col', name];
    head.append(cell);
  }
  const body = made.createTBody();
  for (const [name, mean, spread, climatology] of rows) {
    const row = body.insertRow(), header = document.createElement('th');
    [header.scope, header.textContent] = ['row', name];
    row.append(header);
    for (const value of [kelvin(mean), kelvin(spread, 2), ...withClimatology ? [kelvin(climatology)] : []]) row.insertCell().textContent = value;
  }
  return made;
}

export const profileTable = (caption, { levels, mean, spread, climatology }) => table(
  caption, 'level', levels.map((p, i) => [`${p} hPa`, mean[i], spread[i], climatology?.[i]]), climatology !== null);

export const seriesTable = (caption, { times, mean, spread, climatology }) => table(
  `${caption}, UTC`, 'time', times.map((time, i) => [shortMoment(time), mean[i], spread[i], climatology?.[i]]), climatology !== null);
