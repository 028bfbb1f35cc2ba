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
import { Player } from './player.js';
import { PointPanel } from './point.js';
import { niceStep } from './scale.js';
import { StatusStrip } from './status.js';
import { day, hectopascal, moment, time } from './text.js';
import { showPlaying, watchTimeline } from './timeline.js';

/** Cycles that play goes back from the newest: ten days of six-hourly ones; and those loaded ahead of the one shown. */
const lookBack = 40, ahead = 3;

const find = id => document.getElementById(id);
const library = new Library();
const map = new MapView(find('map'), find('readout'), { onPlace: choosePlace, onCamera: moved });
const panel = new PointPanel(find('point'), library);
const status = new StatusStrip(find('status'), find('alarm'));
const player = new Player(advance, showPlaying);
const showTimeline = watchTimeline({
  onGo: cycle => go(cycle),
  onStep: offset => go(cycles[indexOfChosen() + offset].cycle),
  onPlay: () => player.toggle(),
  onFollow: follow => {
    chosen.follow = follow;
    if (follow) player.stop();
    pick();
    writeAddress();
  },
});
let chosen = address.read(), cycles = [], turn = 0, shown = null, writing;

wire();
arrange();
api.getCoast().then(lines => map.showCoast(lines)).catch(showError);
refresh();
api.followEvents(arrived, connection => {
  find('live').dataset.live = connection;
  find('live').textContent = connection === 'open' ? 'Live' : 'Reconnecting';
  // After a gap, and at first, the list is the truth; events tell what is new from then on.
  if (connection === 'open') refresh();
  else status.reach(false);
});

async function refresh() {
  status.refresh();
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
  status.refresh();
  if (!player.playing) pick(undefined, item.cycle === chosen.cycle);
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
  showTimeline(cycles, chosen.cycle, chosen.follow);
  if (changed || again) load();
}

const indexOfChosen = () => cycles.findIndex(item => item.cycle === chosen.cycle);

function go(cycle) {
  player.stop();
  chosen.follow = cycle === cycles[0].cycle;
  pick(cycle);
}

/** Goes on to the next cycle, from the newest back to where a while can be seen; whether there is one after it. */
async function advance() {
  const index = indexOfChosen(), next = index > 0 ? index - 1 : Math.min(lookBack, cycles.length) - 1;
  [chosen.cycle, chosen.follow] = [cycles[next].cycle, next === 0];
  showTimeline(cycles, chosen.cycle, chosen.follow);
  const loaded = load();
  for (const item of cycles.slice(Math.max(0, next - ahead), next)) prefetch(item);
  return await loaded && next > 0;
}

function prefetch(item) {
  const minus = minuend(chosen.field, cycles, cycles.indexOf(item), chosen.minus);
  const wanted = [library.cycle(item), library.stations(item), ...minus === null ? [] : [library.field(item, chosen.level, chosen.field, minus)]];
  // What is wrong is told when it is shown.
  for (const load of wanted) load.catch(() => {});
}

/** Loads and shows what is chosen; whether that went well. */
async function load() {
  const mine = ++turn, index = indexOfChosen(), item = cycles[index], minus = minuend(chosen.field, cycles, index, chosen.minus);
  try {
    const [cycle, stations] = await Promise.all([library.cycle(item), library.stations(item)]);
    const levels = cycle.levels.map(level => level.pressurePa);
    if (levels.length > 0 && !levels.includes(chosen.level)) chosen.level = levels.at(-1);
    const { level, field: kind } = chosen;
    const field = levels.length === 0 || minus === null ? null : await library.field(item, level, kind, minus);
    if (mine === turn) show({ item, cycle, levels, level, kind, minus, field, stations });
    return true;
  } catch (problem) {
    if (mine === turn) giveUp(problem);
    return false;
  }
}

function show({ item, cycle, levels, level, kind, minus, field, stations }) {
  const range = field && extremes(field.values);
  note(...emptiness(cycle, levels, minus, range));
  map.element.dataset.cycle = cycle.cycle;
  map.element.dataset.level = level;
  map.element.dataset.statistic = kind;
  if (range) {
    const { table, coast, words, caption } = fields[kind], [low, high] = rangeFor(kind, level, range), step = niceStep(high - low, 16);
    map.show({ field, table, low, high, step, words, coast });
    showFieldLegend(find('fieldLegend'), caption(minus), table, low, high, step);
  } else {
    map.show(null);
    find('fieldLegend').replaceChildren();
  }
  map.showStations(stations, chosen.stations);
  showStationLegend(find('stationLegend'), stations, chosen.stations);
  showControls(chosen, levels, cycles, minus);
  if (kind === 'difference') chosen.minus ??= minus?.cycle ?? null;
  const small = document.createElement('small');
  small.textContent = `${time(cycle.time)} UTC · ${hectopascal(level)} hPa`;
  find('title').replaceChildren(`${day(cycle.time)} `, small);
  document.title = `${moment(cycle.time)} · SLAMS`;
  showFacts(find('facts'), cycle, level);
  find('download').href = cycle.links.file;
  find('metadata').href = cycle.links.self;
  find('error').hidden = true;
  if (document.body.dataset.state !== 'ready') performance.mark('shown');
  document.body.dataset.state = 'ready';
  shown = { ...chosen, range: shown?.range, levels, minus };
  panel.show(chosen.place, cycles, chosen.cycle, level);
  writeAddress();
}

/** The range of the colours. While cycles are played it only widens: colours must not change their meaning from one to the next. */
function rangeFor(kind, level, [low, high]) {
  let [from, to] = fields[kind].range(low, high);
  const before = shown?.range;
  if (player.playing && before?.kind === kind && before.level === level) [from, to] = [Math.min(from, before.from), Math.max(to, before.to)];
  shown = { ...shown, range: { kind, level, from, to } };
  return [from, to];
}

/** What could not be loaded is not chosen: map and controls agree. */
function giveUp(problem) {
  showError(problem);
  if (document.body.dataset.state !== 'ready') return;
  const { range, levels, minus, ...before } = shown;
  chosen = { ...before, camera: chosen.camera, place: chosen.place };
  showControls(chosen, levels, cycles, minus);
  showTimeline(cycles, chosen.cycle, chosen.follow);
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
  find('closer').addEventListener('click', () => map.magnify(1.5));
  find('farther').addEventListener('click', () => map.magnify(1 / 1.5));
  find('home').addEventListener('click', () => map.move(home(map.camera.projection), true));
  find('closePoint').addEventListener('click', () => {
    map.choose(null);
    find('map').focus();
  });
  addEventListener('hashchange', () => {
    player.stop();
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
  panel.show(place, cycles, chosen.cycle, chosen.level);
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
