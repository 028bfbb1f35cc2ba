// Orthographic map: the globe from far away. What lies behind is not shown.
import { clamp, radians, wrap } from './angles.js';

/** Share of the smaller side that the globe's diameter takes at zoom 1. */
const fill = 0.93;

export class Globe {
  /** Camera: longitude and latitude of the middle, zoom. Size in pixels. */
  constructor(camera, width, height) {
    const radius = Math.min(width, height) / 2 * fill * camera.zoom;
    const sin = Math.sin(camera.latitude * radians), cos = Math.cos(camera.latitude * radians);
    Object.assign(this, { camera, width, height, radius, sin, cos });
  }

  static settle({ longitude, latitude, zoom }) {
    return { longitude: wrap(longitude), latitude: clamp(latitude, -90, 90), zoom };
  }

  /** East, north and towards the eye of a place, in radii. */
  turn(latitude, longitude) {
    const north = Math.sin(latitude * radians), out = Math.cos(latitude * radians);
    const around = (longitude - this.camera.longitude) * radians, front = out * Math.cos(around);
    return [out * Math.sin(around), north * this.cos - front * this.sin, north * this.sin + front * this.cos];
  }

  forward(latitude, longitude) {
    const [u, v, w] = this.turn(latitude, longitude);
    return w < 0 ? null : [this.width / 2 + u * this.radius, this.height / 2 - v * this.radius];
  }

  /** Latitude and longitude of a pixel, or null beside the globe. */
  inverse(x, y) {
    const u = (x - this.width / 2) / this.radius, v = (this.height / 2 - y) / this.radius, far = 1 - u * u - v * v;
    if (far < 0) return null;
    const w = Math.sqrt(far);
    return [
      Math.asin(clamp(v * this.cos + w * this.sin, -1, 1)) / radians,
      wrap(this.camera.longitude + Math.atan2(u, w * this.cos - v * this.sin) / radians),
    ];
  }

  /** The camera after the globe has been turned by some pixels. */
  panned(dx, dy) {
    const { longitude, latitude, zoom } = this.camera;
    return Globe.settle({
      longitude: longitude - dx / this.radius / radians / Math.max(0.3, this.cos),
      latitude: latitude + dy / this.radius / radians,
      zoom,
    });
  }

  /** Adds a line through points [longitude, latitude, …] to the path, broken where it goes behind. */
  trace(context, points) {
    let seen = false;
    for (let i = 0; i < points.length; i += 2) {
      const at = this.forward(points[i + 1], points[i]);
      if (at && seen) context.lineTo(...at);
      else if (at) context.moveTo(...at);
      seen = at !== null;
    }
  }

  /** Values of a fine field (see raster.js) at every pixel, row-major from the north; NaN beside the globe. */
  sample({ rows, columns, values }) {
    const { width, height, radius, sin, cos } = this, pixels = new Float32Array(width * height).fill(NaN);
    const perColumn = columns / (2 * Math.PI), perRow = rows / Math.PI;
    const middle = (this.camera.longitude + 180) / 360 * columns - 0.5 + columns;
    for (let y = 0; y < height; y++) {
      const v = (height / 2 - y - 0.5) / radius, reach = 1 - v * v;
      if (reach <= 0) continue;
      const half = Math.sqrt(reach) * radius, last = Math.min(width, Math.ceil(width / 2 + half));
      for (let x = Math.max(0, Math.floor(width / 2 - half)); x < last; x++) {
        const u = (x + 0.5 - width / 2) / radius, far = reach - u * u;
        if (far < 0) continue;
        const w = Math.sqrt(far);
        const column = middle + Math.atan2(u, w * cos - v * sin) * perColumn;
        const row = clamp(Math.acos(clamp(v * cos + w * sin, -1, 1)) * perRow - 0.5, 0, rows - 1);
        const north = Math.min(rows - 2, Math.floor(row)), down = row - north;
        const whole = Math.floor(column), s = column - whole, a = whole % columns, b = (whole + 1) % columns, first = north * columns;
        pixels[y * width + x] = (1 - down) * ((1 - s) * values[first + a] + s * values[first + b])
          + down * ((1 - s) * values[first + columns + a] + s * values[first + columns + b]);
      }
    }
    return pixels;
  }
}
