// Equirectangular map: degrees are pixels. It goes around eastward without end; at zoom 1 it shows the whole world once.
import { clamp, wrap } from './angles.js';

export class Flat {
  /** Camera: longitude and latitude of the middle, zoom. Size in pixels. */
  constructor(camera, width, height) {
    Object.assign(this, { camera, width, height, scale: width / 360 * camera.zoom });
  }

  /** The nearest camera that shows nothing beyond the poles. */
  static settle({ longitude, latitude, zoom }) {
    const most = 90 - 90 / zoom;
    return { longitude: wrap(longitude), latitude: clamp(latitude, -most, most), zoom };
  }

  forward(latitude, longitude) {
    return [
      this.width / 2 + wrap(longitude - this.camera.longitude) * this.scale,
      this.height / 2 - (latitude - this.camera.latitude) * this.scale,
    ];
  }

  /** Latitude and longitude of a pixel, or null beyond the poles. */
  inverse(x, y) {
    const latitude = this.camera.latitude + (this.height / 2 - y) / this.scale;
    return Math.abs(latitude) > 90 ? null : [latitude, wrap(this.camera.longitude + (x - this.width / 2) / this.scale)];
  }

  /** The camera after the map has been dragged by some pixels. */
  panned(dx, dy) {
    const { longitude, latitude, zoom } = this.camera;
    return Flat.settle({ longitude: longitude - dx / this.scale, latitude: latitude + dy / this.scale, zoom });
  }

  /** Adds a line through points [longitude, latitude, …] to the path, once for each turn of the world that is in sight. */
  trace(context, points) {
    const { camera, scale, width, height } = this;
    for (let turn = -1; turn <= 1; turn++) {
      const shift = wrap(points[0] - camera.longitude) + 360 * turn;
      let east = shift, before = points[0];
      for (let i = 0; i < points.length; i += 2) {
        east += wrap(points[i] - before);
        before = points[i];
        const x = width / 2 + east * scale, y = height / 2 - (points[i + 1] - camera.latitude) * scale;
        if (i === 0) context.moveTo(x, y); else context.lineTo(x, y);
      }
    }
  }

  /** Values of a fine field (see raster.js) at every pixel, row-major from the north. */
  sample({ rows, columns, values }) {
    const { width, height, camera, scale } = this, pixels = new Float32Array(width * height);
    const west = new Int32Array(width), share = new Float32Array(width);
    for (let x = 0; x < width; x++) {
      const column = (wrap(camera.longitude + (x + 0.5 - width / 2) / scale) + 180) / 360 * columns - 0.5;
      west[x] = (Math.floor(column) + columns) % columns;
      share[x] = column - Math.floor(column);
    }
    for (let y = 0; y < height; y++) {
      const row = clamp((90 - camera.latitude - (height / 2 - y - 0.5) / scale) / 180 * rows - 0.5, 0, rows - 1);
      const north = Math.min(rows - 2, Math.floor(row)), down = row - north, first = north * columns;
      for (let x = 0; x < width; x++) {
        const a = first + west[x], b = west[x] + 1 < columns ? a + 1 : first, s = share[x];
        pixels[y * width + x] = (1 - down) * ((1 - s) * values[a] + s * values[b])
          + down * ((1 - s) * values[a + columns] + s * values[b + columns]);
      }
    }
    return pixels;
  }
}
