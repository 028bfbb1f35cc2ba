// The page: what is chosen, what is loaded for it, and what is shown.
import * as address from './address.js';
import * as api from './api.js';
import { home, switched } from './camera.js';
import { showControls, watchControls } from './controls.js';
import { minuend } from './kinds.js';
import { levelOf } from './library.js';
import { MapView } from './map.js';
import { library, listed } from './opening.js';
import { Player } from './player.js';
import { PointPanel } from './point.js';
import { Stage } from './stage.js';
import { StatusStrip } from './status.js';
import { showPlaying, watchTimeline } from './timeline.js';

/** Cycles that play goes back from the newest: ten days of six-hourly ones; and those loaded ahead of the one shown. */
const lookBack = 40, ahead = 3;

const find = id => document.getElementById(id);
const map = new MapView(find('map'), find('readout'), { onPlace: choosePlace, onCamera: moved });
const stage = new Stage(map);
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

api.getCoast().then(lines => map.showCoast(lines)).catch(showError);
wire();
arrange();
const opening = refresh(listed, false);
api.followEvents(arrived, async connection => {
  find('live').dataset.live = connection;
  find('live').textContent = connection === 'open' ? 'Live' : 'Reconnecting';
  if (connection !== 'open') {
    status.reach(false);
    // Unless only the stream is refused.
    return status.refresh();
  }
  // After a gap, and at first, the list is the truth; events tell what is new from then on. The first view is not held up by it.
  await opening;
  refresh();
});

async function refresh(list = api.listCycles(), withStatus = true) {
  try {
    (await list).forEach(remember);
    await pick();
  } catch (problem) {
    showError(problem);
  }
  if (withStatus) status.refresh();
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
  if (cycles.length === 0) return stage.showNothing('No analysis yet', 'The first one appears here by itself as soon as its cycle is published.');
  const known = cycles.some(item => item.cycle === chosen.cycle);
  const next = wanted ?? (chosen.follow || !known ? cycles[0].cycle : chosen.cycle);
  const changed = next !== chosen.cycle || map.element.dataset.cycle === undefined;
  chosen.cycle = next;
  showTimeline(cycles, chosen.cycle, chosen.follow);
  return changed || again ? load() : undefined;
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
  // What is wrong is told when it is shown.
  library.view(item, chosen, minus).catch(() => {});
}

/** Loads and shows what is chosen; whether that went well. */
async function load() {
  const mine = ++turn, index = indexOfChosen(), item = cycles[index], minus = minuend(chosen.field, cycles, index, chosen.minus);
  chosen.level = levelOf(item, chosen.level);
  const { level, field: kind } = chosen, levels = item.levelsPa;
  try {
    const [cycle, stations, field] = await library.view(item, chosen, minus);
    if (mine === turn) show({ cycle, levels, level, kind, minus, field, stations });
    return true;
  } catch (problem) {
    if (mine === turn) giveUp(problem);
    return false;
  }
}

function show(loaded) {
  const { levels, level, kind, minus } = loaded;
  stage.show(loaded, chosen.stations, player.playing);
  if (kind === 'difference') chosen.minus ??= minus?.cycle ?? null;
  shown = { ...chosen, levels, minus: chosen.minus };
  showControls(chosen, levels, cycles, minus);
  panel.show(chosen.place, cycles, chosen.cycle, level);
  writeAddress();
}

/** What could not be loaded is not chosen: map and controls agree. */
function giveUp(problem) {
  showError(problem);
  if (document.body.dataset.state !== 'ready') return;
  const { levels, ...before } = shown;
  chosen = { ...before, camera: chosen.camera, place: chosen.place };
  showControls(chosen, levels, cycles, cycles.find(item => item.cycle === chosen.minus));
  showTimeline(cycles, chosen.cycle, chosen.follow);
}

function wire() {
  watchControls((name, value) => {
    if (name === 'projection') {
      map.look(switched(map.camera, value));
      moved();
    } else {
      chosen[name] = value;
      load();
    }
  });
  find('closer').addEventListener('click', () => map.magnify(1.5));
  find('farther').addEventListener('click', () => map.magnify(1 / 1.5));
  find('home').addEventListener('click', () => map.move(home(map.camera.projection), true));
  const closePoint = () => {
    map.choose(null);
    find('map').focus();
  };
  find('closePoint').addEventListener('click', closePoint);
  find('point').addEventListener('keydown', event => { if (event.key === 'Escape') closePoint(); });
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
  if (document.body.dataset.state === 'loading') stage.showNothing();
  find('error').textContent = `This could not be loaded: ${problem.message}`;
  find('error').hidden = false;
}
