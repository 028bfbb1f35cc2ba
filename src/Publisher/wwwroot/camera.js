// What part of the world the map shows, and how.
import { clamp } from './angles.js';
import { Flat } from './flat.js';
import { Globe } from './globe.js';

export const projections = { flat: Flat, globe: Globe };
export const most = 16;

/** Where a projection begins: the whole world. */
export const home = projection => ({ projection, longitude: 0, latitude: projection === 'globe' ? 25 : 0, zoom: 1 });

/** Whether it is there. */
export const whole = camera => ['longitude', 'latitude', 'zoom'].every(key => camera[key] === home(camera.projection)[key]);

/** The same part of the world in another projection; the whole stays the whole. */
export const switched = (camera, projection) => whole(camera) ? home(projection) : settled({ ...camera, projection });

/** The nearest camera that the projection allows. */
export const settled = camera => ({
  projection: camera.projection,
  ...projections[camera.projection].settle({ ...camera, zoom: clamp(camera.zoom, 1, most) }),
});

export const viewOf = (camera, width, height) => new projections[camera.projection](camera, width, height);

export const panned = (camera, width, height, dx, dy) =>
  ({ projection: camera.projection, ...viewOf(camera, width, height).panned(dx, dy) });

/** Zooms so that what is at a pixel stays there. */
export function zoomed(camera, width, height, factor, x, y) {
  const place = viewOf(camera, width, height).inverse(x, y), zoom = clamp(camera.zoom * factor, 1, most);
  const closer = settled({ ...camera, zoom });
  const now = place && viewOf(closer, width, height).forward(...place);
  return now ? panned(closer, width, height, x - now[0], y - now[1]) : closer;
}

/** The camera that has a place in sight, moved no more than needed. */
export function showing(camera, width, height, latitude, longitude) {
  const at = viewOf(camera, width, height).forward(latitude, longitude), margin = 0.08;
  const inside = at && at[0] > width * margin && at[0] < width * (1 - margin) && at[1] > height * margin && at[1] < height * (1 - margin);
  return inside || camera.zoom === 1 && camera.projection === 'flat' ? camera : settled({ ...camera, latitude, longitude });
}
