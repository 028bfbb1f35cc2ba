// The choices of level, field, stations and projection.
import { hectopascal, moment } from './text.js';

const find = id => document.getElementById(id);

/** Calls back with name and value of what is chosen. */
export function watchControls(onChoice) {
  for (const part of document.querySelectorAll('.controls, .projection')) {
    part.addEventListener('change', ({ target }) => onChoice(target.name, target.name === 'level' ? Number(target.value) : target.value));
  }
  document.querySelector('.controls').addEventListener('submit', event => event.preventDefault());
}

/** Shows what is chosen, the levels there are, and the cycles that can be subtracted. */
export function showControls(chosen, levels, cycles, minus) {
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
  const values = { ...chosen, projection: chosen.camera.projection };
  for (const input of document.querySelectorAll('.segments input')) input.checked = input.value === String(values[input.name]);
  find('minusChoice').hidden = chosen.field !== 'difference';
  if (chosen.field === 'difference') {
    const others = cycles.filter(item => item.cycle !== chosen.cycle);
    find('minus').replaceChildren(...others.map(item => new Option(moment(item.time), item.cycle)));
    if (minus) find('minus').value = minus.cycle;
  }
}
