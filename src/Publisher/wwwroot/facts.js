// What is known about the analysis shown, in a few numbers.
import { count, day, hectopascal, kelvin, time } from './text.js';

function fit(summary) {
  if (summary.count === 0 || summary.analysisRmseK === null) return '–';
  return `${summary.backgroundRmseK.toFixed(2)} → ${kelvin(summary.analysisRmseK, 2)}`;
}

export function showFacts(target, cycle, level) {
  const at = cycle.levels.find(l => l.pressurePa === level), { stations, provenance } = cycle;
  target.replaceChildren(...rows([
    ['Stations used', count(stations.assimilated.count), `${count(stations.passive.count)} withheld, ${count(stations.rejected)} rejected`],
    ['Fit to stations, O−B → O−A', fit(stations.assimilated), 'rms'],
    ['Fit to withheld stations', fit(stations.passive), 'rms'],
    ...at && !cycle.failure ? [
      [`Global mean, ${hectopascal(level)} hPa`, kelvin(at.mean.average), `${kelvin(at.mean.minimum)} to ${kelvin(at.mean.maximum)}`],
      [`Spread, ${hectopascal(level)} hPa`, kelvin(at.spread.average, 2), `up to ${kelvin(at.spread.maximum, 2)}`],
    ] : [],
    ['Window', `${time(cycle.windowStart)} – ${time(cycle.windowEnd)}`, `UTC, ${day(cycle.windowEnd)}`],
    ...(cycle.failure ? [['Not analysed', cycle.failure, '']] : []),
    ['Ensemble', `${provenance.members} members`, `revision ${provenance.revision}`],
    ['Model', provenance.modelId, provenance.modelHash.slice(0, 10)],
  ]));
}

/** Terms of a description list, of [name, value, note]. */
export const rows = facts => facts.map(([name, value, note]) => {
  const row = document.createElement('div'), dt = document.createElement('dt'), dd = document.createElement('dd');
  const small = document.createElement('small');
  dt.textContent = name;
  small.textContent = note;
  dd.append(`${value} `, small);
  row.append(dt, dd);
  return row;
});
