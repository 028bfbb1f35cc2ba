// Values at a place from the service's environmental data retrieval, in CoverageJSON.
import { json } from './api.js';

const position = 'edr/collections/analysis/position';

/**
 * Profiles over time at a place, from one cycle to another: { times, levels, mean, spread, climatology }, levels in hPa from the top,
 * the others in K, [time][level]; climatology is null where the service knows none.
 */
export async function getProfiles({ longitude, latitude }, from, to) {
  const ends = `${encodeURIComponent(from.time)}/${encodeURIComponent(to.time)}`;
  const coverage = await json(`${position}?coords=POINT(${longitude.toFixed(3)}%20${latitude.toFixed(3)})&datetime=${ends}&f=CoverageJSON`);
  const { t, z } = coverage.domain.axes;
  // Whatever axes its type leaves out of the ranges, the order is time, then level.
  const read = name => coverage.ranges[name] && t.values.map((_, i) =>
    coverage.ranges[name].values.slice(i * z.values.length, (i + 1) * z.values.length));
  return {
    times: t.values.map(time => Date.parse(time)),
    levels: z.values,
    mean: read('air_temperature'),
    spread: read('air_temperature_spread'),
    climatology: read('air_temperature_climatology') ?? null,
  };
}
