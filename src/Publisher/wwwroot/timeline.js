// The cycles along time: slider, list, steps and play.
import { moment } from './text.js';

const find = id => document.getElementById(id);

/** Calls back with the cycle to go to, and with what play, stop and follow ask for. */
export function watchTimeline({ onGo, onStep, onPlay, onFollow }) {
  let cycles = [], waiting;
  find('cycle').addEventListener('change', ({ target }) => onGo(target.value));
  find('earlier').addEventListener('click', () => onStep(1));
  find('later').addEventListener('click', () => onStep(-1));
  find('play').addEventListener('click', onPlay);
  find('follow').addEventListener('change', ({ target }) => onFollow(target.checked));
  find('slider').addEventListener('input', ({ target }) => {
    const item = cycles[cycles.length - 1 - target.value];
    describe(target, item);
    // What is passed over on the way is not loaded.
    clearTimeout(waiting);
    waiting = setTimeout(() => onGo(item.cycle), 90);
  });

  /** Shows the cycles there are, from the newest, and the one chosen. */
  return (list, chosen, follow) => {
    const select = find('cycle'), slider = find('slider'), index = list.findIndex(item => item.cycle === chosen);
    if (select.options.length !== list.length || list.some((item, i) => cycles[i]?.cycle !== item.cycle)) {
      select.replaceChildren(...list.map(item => new Option(moment(item.time), item.cycle)));
    }
    cycles = list;
    select.selectedIndex = index;
    slider.max = list.length - 1;
    slider.value = list.length - 1 - index;
    slider.disabled = find('play').disabled = list.length < 2;
    describe(slider, list[index]);
    find('later').disabled = index <= 0;
    find('earlier').disabled = index < 0 || index === list.length - 1;
    find('follow').checked = follow;
  };
}

function describe(slider, item) {
  if (item) slider.setAttribute('aria-valuetext', moment(item.time));
}

export function showPlaying(playing) {
  find('play').dataset.playing = playing;
  find('play').setAttribute('aria-label', playing ? 'Pause' : 'Play');
  find('play').title = playing ? 'Pause' : 'Play';
}
