// The panel of one place: profile, series, and the same as tables.
import { known } from './chart.js';
import { drawProfile } from './profile.js';
import { drawSeries } from './series.js';
import { profileTable, seriesTable } from './tables.js';
import { day, kelvin, moment, position } from './text.js';

/** Cycles of a series: a week of six-hourly ones, which the service usually has in memory. */
const length = 28;

export class PointPanel {
  constructor(element, library) {
    Object.assign(this, { element, library, window: [], turn: 0 });
    this.part = name => element.querySelector(`[data-part=${name}]`);
  }

  /** Shows a place at a cycle of a list from the newest, and a level in Pa; no place hides the panel. */
  async show(place, cycles, cycle, level) {
    const mine = ++this.turn;
    this.element.hidden = !place;
    if (!place || cycles.length === 0) return;
    this.part('title').textContent = position(place.latitude, place.longitude);
    this.window = windowAround(this.window, cycles, cycle);
    const name = item => item.cycle === cycle;
    if (!this.window.some(name)) return;
    try {
      const data = await this.library.profiles(place, this.window);
      if (mine === this.turn) this.draw(data, Date.parse(this.window.find(name).time), level / 100);
    } catch (problem) {
      if (mine === this.turn) this.tell(`No values: ${problem.message}`, false);
    }
  }

  draw({ times, levels, mean, spread, climatology }, now, level) {
    const t = times.indexOf(now), z = levels.findIndex(p => Math.abs(p - level) < 0.01);
    if (t < 0 || z < 0) return this.tell('This cycle has no values.', false);
    const profile = { levels, mean: mean[t], spread: spread[t], climatology: climatology?.[t] ?? null };
    const column = rows => rows.map(row => row[z]);
    const series = { times, mean: column(mean), spread: column(spread), climatology: climatology && column(climatology) };
    const span = [...new Set([day(times[0]), day(times.at(-1))])].join(' to ');
    const captions = [`Profile, ${moment(now)}`, `${levels[z]} hPa, ${span}`];
    this.tell(summary(profile, z), true);
    this.part('profileCaption').textContent = captions[0];
    this.part('seriesCaption').textContent = captions[1];
    drawProfile(this.part('profile'), profile, levels[z]);
    drawSeries(this.part('series'), series, now);
    this.part('profile').setAttribute('aria-label', `${captions[0]}: ${ends(profile.mean)}. The tables below have the numbers.`);
    this.part('series').setAttribute('aria-label', `${captions[1]}: ${ends(series.mean)}. The tables below have the numbers.`);
    this.part('tables').replaceChildren(profileTable(captions[0], profile), seriesTable(captions[1], series));
    this.part('normal').hidden = climatology === null;
  }

  tell(words, drawn) {
    this.part('summary').textContent = words;
    this.part('charts').hidden = !drawn;
  }
}

/** The cycles of the series: the ones at hand as long as they hold the cycle and are as they were, else those around it. */
function windowAround(window, cycles, cycle) {
  const held = window.some(item => item.cycle === cycle) && window.every(item => cycles.includes(item));
  if (held) return window;
  const index = cycles.findIndex(item => item.cycle === cycle), first = Math.max(0, Math.min(index - length / 2, cycles.length - length));
  return cycles.slice(first, first + length);
}

function summary({ levels, mean, spread, climatology }, z) {
  if (!known(mean[z])) return `No value at ${levels[z]} hPa.`;
  const here = `${kelvin(mean[z])} ± ${kelvin(spread[z], 2)} at ${levels[z]} hPa`, normal = climatology?.[z];
  if (!known(normal)) return here;
  const departure = mean[z] - normal;
  return `${here}, ${kelvin(Math.abs(departure))} ${departure < 0 ? 'colder' : 'warmer'} than normal`;
}

function ends(values) {
  const found = values.filter(known);
  return found.length === 0 ? 'no values' : `from ${kelvin(Math.min(...found))} to ${kelvin(Math.max(...found))}`;
}
