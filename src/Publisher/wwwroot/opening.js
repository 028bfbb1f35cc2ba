// What the first view needs is asked for as soon as this module is there, while the browser still reads the others.
import * as address from './address.js';
import * as api from './api.js';
import { minuend } from './kinds.js';
import { Library } from './library.js';

export const library = new Library();

/** The cycles, from the newest. */
export const listed = api.listCycles();
listed.then(cycles => {
  const chosen = address.read(), found = cycles.findIndex(item => item.cycle === chosen.cycle), index = Math.max(0, found);
  if (cycles.length > 0) library.view(cycles[index], chosen, minuend(chosen.field, cycles, index, chosen.minus)).catch(() => {});
}).catch(() => {
  // What goes wrong is told by those who wait for it.
});
