// What has been loaded, kept: going back, playing, and a network that is cut do not ask for it again.
import * as api from './api.js';
import { getProfiles } from './edr.js';
import { fields } from './fields.js';

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

  /** One of the fields of fields.js; `minus` is the cycle to subtract, where there is one. */
  field(item, level, kind, minus) {
    const name = `${versionOf(item)} ${minus ? versionOf(minus) : ''} ${level} ${kind === 'increment' ? 'difference' : kind}`;
    return this.keep(name, () => fields[kind].get(item, level, minus));
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

const versionOf = item => `${item.eventId}@${item.runId}`;
