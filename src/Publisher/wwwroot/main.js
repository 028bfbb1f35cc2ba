// The page: what is chosen, what is loaded for it, and what is shown.
import * as address from './address.js';
import * as api from './api.js';
import { home } from './camera.js';
import { showControls, watchControls } from './controls.js';
import { showFacts } from './facts.js';
import { extremes, fields, minuend } from './fields.js';
import { showFieldLegend, showStationLegend } from './legend.js';
import { Library } from './library.js';
import { MapView } from './map.js';
import { niceStep } from './scale.js';
import { day, hectopascal, moment, time } from './text.js';

const find = id => document.getElementById(id);
const library = new Library();
const map = new MapView(find('map'), find('readout'), { onPlace: choosePlace, onCamera: moved });
let chosen = address.read(), cycles = [], turn = 0, writing;

wire();
arrange();
api.getCoast().then(lines => map.showCoast(lines)).catch(showError);
refresh();
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
    pick();
  } catch (problem) {
    showError(problem);
  }
}

function remember(item) {
  cycles = [item, ...cycles.filter(known => known.cycle !== item.cycle)].sort((a, b) => a.cycle < b.cycle ? 1 : -1);
}

function arrived(item) {
  remember(item);
  library.forget(item.cycle);
  pick(undefined, item.cycle === chosen.cycle);
}

/** Settles on a cycle: the one given, else the newest when following, else the one shown. */
function pick(wanted, again = false) {
  document.body.dataset.state = cycles.length === 0 ? 'empty' : document.body.dataset.state;
  for (const part of document.querySelectorAll('[data-needs-analysis]')) part.hidden = cycles.length === 0;
  if (cycles.length === 0) return note('No analysis yet', 'The first one appears here by itself as soon as its cycle is published.');
  const known = cycles.some(item => item.cycle === chosen.cycle);
  const next = wanted ?? (chosen.follow || !known ? cycles[0].cycle : chosen.cycle);
  const changed = next !== chosen.cycle || map.element.dataset.cycle === undefined;
  chosen.cycle = next;
  showCycles();
  if (changed || again) load();
}

const indexOfChosen = () => cycles.findIndex(item => item.cycle === chosen.cycle);

function showCycles() {
  const select = find('cycle'), index = indexOfChosen();
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
  const mine = ++turn, index = indexOfChosen(), item = cycles[index], minus = minuend(chosen.field, cycles, index, chosen.minus);
  try {
    const [cycle, stations] = await Promise.all([library.cycle(item), library.stations(item)]);
    const levels = cycle.levels.map(level => level.pressurePa);
    if (levels.length > 0 && !levels.includes(chosen.level)) chosen.level = levels.at(-1);
    const { level, field: kind } = chosen;
    const field = levels.length === 0 || minus === null ? null : await library.field(item, level, kind, minus);
    if (mine === turn) show({ item, cycle, levels, level, kind, minus, field, stations });
  } catch (problem) {
    if (mine === turn) showError(problem);
  }
}

function show({ item, cycle, levels, level, kind, minus, field, stations }) {
  const range = field && extremes(field.values);
  note(...emptiness(cycle, levels, minus, range));
  map.element.dataset.cycle = cycle.cycle;
  map.element.dataset.level = level;
  map.element.dataset.statistic = kind;
  if (range) {
    const { table, coast, range: widen, words, caption } = fields[kind], [low, high] = widen(...range), step = niceStep(high - low, 16);
    map.show({ field, table, low, high, step, words, coast });
    showFieldLegend(find('fieldLegend'), caption(minus), table, low, high, step);
  } else {
    map.show(null);
    find('fieldLegend').replaceChildren();
  }
  map.showStations(stations, chosen.stations);
  showStationLegend(find('stationLegend'), stations, chosen.stations);
  showControls(chosen, levels, cycles, minus);
  if (kind === 'difference') chosen.minus = minus?.cycle ?? null;
  const small = document.createElement('small');
  small.textContent = `${time(cycle.time)} UTC · ${hectopascal(level)} hPa`;
  find('title').replaceChildren(`${day(cycle.time)} `, small);
  document.title = `${moment(cycle.time)} · SLAMS`;
  showFacts(find('facts'), cycle, level);
  find('download').href = cycle.links.file;
  find('metadata').href = cycle.links.self;
  find('error').hidden = true;
  document.body.dataset.state = 'ready';
  writeAddress();
}

/** Heading and text for a cycle that has no field to show. */
function emptiness(cycle, levels, minus, range) {
  if (cycle.failure) return ['Not analysed', cycle.failure];
  if (levels.length === 0) return ['Counts alone', 'This cycle has the counts of its observations and no fields.'];
  if (minus === null) return ['Nothing to compare with', 'There is no other cycle to subtract from this one.'];
  return range ? [] : ['No values', 'The field of this cycle is empty.'];
}

function note(heading, text) {
  find('empty').hidden = !heading;
  find('empty').querySelector('strong').textContent = heading ?? '';
  find('empty').querySelector('span').textContent = text ?? '';
}

function wire() {
  watchControls((name, value) => {
    if (name === 'projection') map.look(home(value));
    chosen = { ...chosen, [name]: value, camera: map.camera };
    if (cycles.length > 0) load();
  });
  const go = cycle => {
    chosen.follow = cycle === cycles[0].cycle;
    pick(cycle);
  };
  const beside = offset => go(cycles[indexOfChosen() + offset].cycle);
  find('cycle').addEventListener('change', ({ target }) => go(target.value));
  find('earlier').addEventListener('click', () => beside(1));
  find('later').addEventListener('click', () => beside(-1));
  find('follow').addEventListener('change', ({ target }) => {
    chosen.follow = target.checked;
    pick();
    writeAddress();
  });
  find('closer').addEventListener('click', () => map.zoom(1.5));
  find('farther').addEventListener('click', () => map.zoom(1 / 1.5));
  find('home').addEventListener('click', () => map.move(home(map.camera.projection)));
  addEventListener('hashchange', () => {
    chosen = address.read();
    arrange();
    if (cycles.length > 0) pick(undefined, true);
  });
}

/** Brings the map to what the address says. */
function arrange() {
  map.colouring = chosen.stations;
  map.look(chosen.camera);
  map.mark(chosen.place);
}

function choosePlace(place) {
  chosen.place = place;
  writeAddress();
}

function moved() {
  chosen.camera = map.camera;
  writeAddress();
}

/** Browsers limit how often an address may change: once after a movement is enough. */
function writeAddress() {
  clearTimeout(writing);
  writing = setTimeout(() => address.write(chosen), 150);
}

function showError(problem) {
  find('error').textContent = `This could not be loaded: ${problem.message}`;
  find('error').hidden = false;
}
