// Shows a cycle that has been loaded: field, stations, legends, headline and facts.
import { showFacts } from './facts.js';
import { extremes, fields } from './fields.js';
import { showFieldLegend, showStationLegend } from './legend.js';
import { niceStep } from './scale.js';
import { day, hectopascal, moment, time } from './text.js';

const find = id => document.getElementById(id);

export class Stage {
  constructor(map) {
    this.map = map;
    this.range = null;
  }

  /** Words where there is no cycle at all. */
  showNothing(heading, text) {
    this.enter('empty');
    this.note(heading, text);
    this.map.touch();
  }

  /** The page as a whole: loading, empty or ready. */
  enter(state) {
    document.body.dataset.state = state;
    for (const part of document.querySelectorAll('[data-needs-analysis]')) part.hidden = state !== 'ready';
  }

  /** Shows what was loaded for a kind of field; `playing` keeps the meaning of the colours. */
  show({ cycle, levels, level, kind, minus, field, stations }, colouring, playing) {
    const { map } = this, found = field && extremes(field.values), first = document.body.dataset.state !== 'ready';
    // All parts take their places before the map is drawn to its size.
    this.enter('ready');
    this.note(...emptiness(cycle, levels, minus, found));
    Object.assign(map.element.dataset, { cycle: cycle.cycle, level, statistic: kind });
    if (found) {
      const { table, coast, words, caption } = fields[kind], [low, high] = this.rangeFor(kind, level, found, playing), step = niceStep(high - low, 16);
      map.show({ field, table, low, high, step, words, coast }, stations, colouring);
      showFieldLegend(find('fieldLegend'), caption(minus), table, low, high, step);
    } else {
      map.show(null, stations, colouring);
      find('fieldLegend').replaceChildren();
    }
    showStationLegend(find('stationLegend'), stations, colouring);
    const small = document.createElement('small');
    small.textContent = `${time(cycle.time)} UTC · ${hectopascal(level)} hPa`;
    find('title').replaceChildren(`${day(cycle.time)} `, small);
    document.title = `${moment(cycle.time)} · SLAMS`;
    showFacts(find('facts'), cycle, level);
    find('download').href = cycle.links.file;
    find('metadata').href = cycle.links.self;
    find('error').hidden = true;
    // After the next frame, with all that is drawn in it.
    if (first) requestAnimationFrame(() => setTimeout(() => performance.mark('shown')));
  }

  /** The range of the colours. While cycles are played it only widens: no colour changes its meaning from one to the next. */
  rangeFor(kind, level, [low, high], playing) {
    let [from, to] = fields[kind].range(low, high);
    const before = this.range;
    if (playing && before?.kind === kind && before.level === level) [from, to] = [Math.min(from, before.from), Math.max(to, before.to)];
    this.range = { kind, level, from, to };
    return [from, to];
  }

  /** Words in place of a field; none hides them. */
  note(heading, text) {
    find('empty').hidden = !heading;
    find('empty').querySelector('strong').textContent = heading ?? '';
    find('empty').querySelector('span').textContent = text ?? '';
  }
}

/** Heading and text for a cycle that has no field to show. */
function emptiness(cycle, levels, minus, found) {
  if (cycle.failure) return ['Not analysed', cycle.failure];
  if (levels.length === 0) return ['Counts alone', 'This cycle has the counts of its observations and no fields.'];
  if (minus === null) return ['Nothing to compare with', 'There is no other cycle to subtract from this one.'];
  return found ? [] : ['No values', 'The field of this cycle is empty.'];
}
