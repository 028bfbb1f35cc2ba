// What has been loaded, kept: going back, playing, and a network that is cut do not ask for it again.
import * as api from './api.js';
import { getProfiles } from './edr.js';
import { getKind } from './kinds.js';

/** Three for each cycle shown: some eighty cycles, a few ten megabytes. */
const most = 240;

export class Library {
  constructor() {
    this.kept = new Map();
  }

  /** What `load` gives, or gave before under this name; the least recently used go first. */
  keep(name, load) {
    const found = this.kept.get(name) ?? load();
    this.kept.delete(name);
    this.kept.set(name, found);
    if (this.kept.size > most) this.kept.delete(this.kept.keys().next().value);
    found.catch(() => this.kept.get(name) === found && this.kept.delete(name));
    return found;
  }

  cycle(item) {
    return this.keep(`${versionOf(item)} cycle`, () => api.getCycle(item.cycle));
  }

  stations(item) {
    return this.keep(`${versionOf(item)} stations`, () => api.getStations(item.cycle));
  }

  /** A kind of field; `minus` is the cycle to subtract, where there is one. */
  field(item, level, kind, minus) {
    const name = `${versionOf(item)} ${minus ? versionOf(minus) : ''} ${level} ${kind === 'increment' ? 'difference' : kind}`;
    return this.keep(name, () => getKind(kind, item, level, minus));
  }

  /** All that a view of a cycle shows: [the cycle, its stations, its field or null]. */
  view(item, { level, field }, minus) {
    const wanted = item.levelsPa.length > 0 && minus !== null;
    return Promise.all([this.cycle(item), this.stations(item), wanted ? this.field(item, levelOf(item, level), field, minus) : null]);
  }

  /** Values at a place over some cycles of a list from the newest. */
  profiles(place, items) {
    const name = `${place.longitude},${place.latitude} ${items.map(versionOf)}`;
    return this.keep(name, () => getProfiles(place, items.at(-1), items[0]));
  }

  /** Forgets a cycle that has been published anew. */
  forget(cycle) {
    for (const name of [...this.kept.keys()]) if (name.includes(cycle)) this.kept.delete(name);
  }
}

/** The level wanted, or the lowest where a cycle does not have it. */
export const levelOf = ({ levelsPa }, level) => levelsPa.length === 0 || levelsPa.includes(level) ? level : levelsPa.at(-1);

const versionOf = item => `${item.eventId}@${item.runId}`;
