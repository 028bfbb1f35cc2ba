// The page: what is chosen, what is loaded for it, and what is shown.
import * as api from './api.js';
import { spread, temperature } from './colour.js';
import { showFacts } from './facts.js';
import { showFieldLegend, showStationLegend } from './legend.js';
import { MapView } from './map.js';
import { niceStep, rangeOf } from './scale.js';
import { day, hectopascal, moment, time } from './text.js';

const find = id => document.getElementById(id);
const map = new MapView(find('map'), find('readout'));
const chosen = { cycle: null, level: 85000, statistic: 'mean', stations: 'departure', follow: true };
let cycles = [], loading = null, asked = null;

readAddress();
wire();
map.colouring = chosen.stations;
fetch('coastline.json').then(response => response.json()).then(coast => map.showCoast(coast.lines)).catch(showError);
api.followEvents(arrived, connection => {
  find('live').dataset.live = connection;
  find('live').textContent = connection === 'open' ? 'Live' : 'Reconnecting';
  // After a gap, and at first, the list is the truth; events tell what is new from then on.
  if (connection === 'open') refresh();
});

async function refresh() {
  try {
    const listed = await api.listCycles();
    listed.forEach(remember);
    pick(cycles.some(item => item.cycle === asked) ? asked : undefined);
    asked = null;
  } catch (problem) {
    showError(problem);
  }
}

function remember(item) {
  cycles = [item, ...cycles.filter(known => known.cycle !== item.cycle)].sort((a, b) => a.cycle < b.cycle ? 1 : -1);
}

function arrived(item) {
  remember(item);
  if (item.cycle === chosen.cycle) chosen.cycle = null;
  pick(chosen.cycle === null && !chosen.follow ? item.cycle : undefined);
}

/** Settles on a cycle: the one given, else the newest when following, else the one shown. */
function pick(wanted) {
  document.body.dataset.state = cycles.length === 0 ? 'empty' : document.body.dataset.state;
  for (const part of document.querySelectorAll('[data-needs-analysis]')) part.hidden = cycles.length === 0;
  find('empty').hidden = cycles.length > 0;
  const known = cycles.some(item => item.cycle === chosen.cycle);
  const next = wanted ?? (chosen.follow || !known ? cycles[0]?.cycle : chosen.cycle);
  const changed = next !== chosen.cycle;
  chosen.cycle = next ?? null;
  showCycles();
  if (changed && next) load();
}

function showCycles() {
  const select = find('cycle'), index = cycles.findIndex(item => item.cycle === chosen.cycle);
  if (select.options.length !== cycles.length || select.options[0]?.value !== cycles[0]?.cycle) {
    select.replaceChildren(...cycles.map(item => new Option(moment(item.time), item.cycle)));
  }
  select.disabled = cycles.length === 0;
  if (index >= 0) select.selectedIndex = index;
  find('later').disabled = index <= 0;
  find('earlier').disabled = index < 0 || index === cycles.length - 1;
  find('follow').checked = chosen.follow;
}

async function load() {
  loading?.abort();
  loading = new AbortController();
  const { signal } = loading;
  try {
    const cycle = await api.getCycle(chosen.cycle, signal);
    const levels = cycle.levels.map(level => level.pressurePa);
    if (levels.length === 0) throw new Error('This cycle has the counts of its observations alone, no fields.');
    if (!levels.includes(chosen.level)) chosen.level = levels.at(-1);
    const { level, statistic } = chosen;
    const [field, stations] = await Promise.all([
      api.getField(cycle.cycle, level, statistic, signal), api.getStations(cycle.cycle, signal)]);
    show(cycle, levels, level, statistic, field, stations);
  } catch (problem) {
    if (!signal.aborted) showError(problem);
  }
}

function show(cycle, levels, level, statistic, field, stations) {
  const table = statistic === 'mean' ? temperature : spread, [low, high] = rangeOf(field.values, statistic);
  const step = niceStep(high - low, 16);
  map.show({ field, table, low, high, step, digits: statistic === 'mean' ? 1 : 2 });
  map.showStations(stations, chosen.stations);
  map.element.dataset.cycle = cycle.cycle;
  map.element.dataset.level = level;
  map.element.dataset.statistic = statistic;
  const small = document.createElement('small');
  small.textContent = `${time(cycle.time)} UTC · ${hectopascal(level)} hPa`;
  find('title').replaceChildren(`${day(cycle.time)} `, small);
  document.title = `${moment(cycle.time)} · SLAMS`;
  showLevels(levels);
  showFieldLegend(find('fieldLegend'), statistic, table, low, high, step);
  showStationLegend(find('stationLegend'), stations, chosen.stations);
  showFacts(find('facts'), cycle, level);
  find('download').href = cycle.links.file;
  find('metadata').href = cycle.links.self;
  find('error').hidden = true;
  document.body.dataset.state = 'ready';
  writeAddress();
}

function showLevels(levels) {
  const target = find('levels');
  if (target.dataset.levels !== levels.join()) {
    target.dataset.levels = levels.join();
    target.replaceChildren(...levels.map(level => {
      const label = document.createElement('label'), input = document.createElement('input'), text = document.createElement('span');
      Object.assign(input, { type: 'radio', name: 'level', value: level });
      text.textContent = hectopascal(level);
      label.append(input, text);
      return label;
    }));
  }
  for (const input of target.querySelectorAll('input')) input.checked = Number(input.value) === chosen.level;
}

function wire() {
  for (const name of ['statistic', 'stations']) {
    for (const input of document.querySelectorAll(`input[name=${name}]`)) input.checked = input.value === chosen[name];
  }
  document.querySelector('.controls').addEventListener('change', ({ target }) => {
    chosen[target.name] = target.name === 'level' ? Number(target.value) : target.value;
    if (chosen.cycle) load();
  });
  const go = cycle => {
    chosen.follow = cycle === cycles[0].cycle;
    pick(cycle);
  };
  const beside = offset => go(cycles[cycles.findIndex(item => item.cycle === chosen.cycle) + offset].cycle);
  find('cycle').addEventListener('change', ({ target }) => go(target.value));
  find('earlier').addEventListener('click', () => beside(1));
  find('later').addEventListener('click', () => beside(-1));
  find('follow').addEventListener('change', ({ target }) => {
    chosen.follow = target.checked;
    pick();
    writeAddress();
  });
}

function showError(problem) {
  find('error').textContent = `This could not be loaded: ${problem.message}`;
  find('error').hidden = false;
}

/** The view is kept in the address, so that it can be passed on. */
function writeAddress() {
  const view = new URLSearchParams({ level: hectopascal(chosen.level), field: chosen.statistic, stations: chosen.stations });
  if (!chosen.follow) view.set('cycle', chosen.cycle);
  history.replaceState(null, '', `#${view}`);
}

function readAddress() {
  const view = new URLSearchParams(location.hash.slice(1));
  const choose = (name, key, allowed) => { if (allowed.includes(view.get(name))) chosen[key] = view.get(name); };
  choose('field', 'statistic', ['mean', 'spread']);
  choose('stations', 'stations', ['departure', 'flag', 'off']);
  if (Number(view.get('level')) > 0) chosen.level = Math.round(Number(view.get('level')) * 100);
  if (view.get('cycle')) {
    chosen.follow = false;
    asked = view.get('cycle');
  }
}
