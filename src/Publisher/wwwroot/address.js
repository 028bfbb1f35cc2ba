// The view in the page's address, so that it can be passed on.
import { home, projections, settled, whole } from './camera.js';
import { kinds } from './kinds.js';
import { hectopascal } from './text.js';

/** What is chosen where the address says nothing. */
export const initial = () => ({
  cycle: null, minus: null, level: 85000, field: 'mean', stations: 'departure', follow: true, place: null, camera: home('flat'),
});

export function write(chosen) {
  const view = new URLSearchParams({ level: hectopascal(chosen.level), field: chosen.field, stations: chosen.stations });
  const { camera, place } = chosen;
  if (camera.projection !== 'flat') view.set('projection', camera.projection);
  if (!whole(camera)) {
    view.set('view', [camera.longitude.toFixed(2), camera.latitude.toFixed(2), camera.zoom.toFixed(2)].join());
  }
  if (place) view.set('point', [place.longitude.toFixed(2), place.latitude.toFixed(2)].join());
  if (!chosen.follow && chosen.cycle) view.set('cycle', chosen.cycle);
  if (chosen.field === 'difference' && chosen.minus) view.set('minus', chosen.minus);
  history.replaceState(null, '', `#${String(view).replaceAll('%2C', ',')}`);
}

export function read() {
  const view = new URLSearchParams(location.hash.slice(1)), chosen = initial();
  const choose = (name, allowed) => { if (allowed.includes(view.get(name))) chosen[name] = view.get(name); };
  choose('field', kinds);
  choose('stations', ['departure', 'flag', 'off']);
  if (Number(view.get('level')) > 0) chosen.level = Math.round(Number(view.get('level')) * 100);
  if (view.get('cycle')) [chosen.cycle, chosen.follow] = [view.get('cycle'), false];
  chosen.minus = view.get('minus');
  const projection = view.get('projection') in projections ? view.get('projection') : 'flat', around = numbers(view.get('view'), 3);
  chosen.camera = around ? settled({ projection, longitude: around[0], latitude: around[1], zoom: around[2] }) : home(projection);
  const point = numbers(view.get('point'), 2);
  if (point && Math.abs(point[1]) <= 90 && Math.abs(point[0]) <= 360) chosen.place = { longitude: point[0], latitude: point[1] };
  return chosen;
}

function numbers(text, count) {
  const found = (text ?? '').split(',').map(part => part.trim() === '' ? NaN : Number(part));
  return found.length === count && found.every(Number.isFinite) ? found : null;
}
