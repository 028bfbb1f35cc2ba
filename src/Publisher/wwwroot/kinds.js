// The kinds of field there are, and what each is made of.
import { getField, getIncrement } from './api.js';

export const kinds = ['mean', 'spread', 'increment', 'difference'];

/** A kind of field of a cycle; `minus` is the cycle to subtract, where one is needed. */
export const getKind = (kind, item, level, minus) =>
  minus ? getIncrement(item.cycle, level, minus.cycle) : getField(item.cycle, level, kind);

/** The cycle to subtract, of a list from the newest; null where there is none, undefined where none is needed. */
export function minuend(kind, cycles, index, chosen) {
  if (kind === 'increment') return cycles[index + 1] ?? null;
  if (kind !== 'difference') return undefined;
  // Unless told otherwise a day of six-hourly cycles: the same hour of the day.
  const other = cycles.filter((_, i) => i !== index);
  return other.find(item => item.cycle === chosen) ?? cycles[Math.min(index + 4, cycles.length - 1)] ?? null;
}
