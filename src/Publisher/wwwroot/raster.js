// Turns a coarse global field into a fine one, and the pixels that a projection takes from it into colours.
// Columns of a fine field, or the nearest multiple of those of the field: half a degree and less, between which lines are straight.
const fineColumns = 960;

/** The field on a finer, regular grid, or a share of its columns: rows from the north, columns from 180 degrees west. */
export function refine(field, share = 1) {
  const columns = field.columns * Math.max(1, Math.round(share * fineColumns / field.columns)), rows = Math.round(columns / 2);
  return { rows, columns, values: resample(field, columns, rows) };
}

// Catmull-Rom weights of four neighbours: smooth, and exact at the cells themselves.
function weights(t) {
  return [((2 - t) * t - 1) * t / 2, ((3 * t - 5) * t * t + 2) / 2, ((4 - 3 * t) * t + 1) * t / 2, (t - 1) * t * t / 2];
}

/** Values at every cell, row-major from the north. */
function resample(field, width, height) {
  const { rows, columns, latitudes, longitudes, values } = field;
  const along = new Float32Array(rows * width);
  for (let x = 0; x < width; x++) {
    const position = ((x + 0.5) / width * 360 - 180 - longitudes[0]) / 360 * columns;
    const first = Math.floor(position), [w0, w1, w2, w3] = weights(position - first);
    const [a, b, c, d] = [-1, 0, 1, 2].map(k => (((first + k) % columns) + columns) % columns);
    for (let row = 0; row < rows; row++) {
      const start = row * columns;
      along[row * width + x] = w0 * values[start + a] + w1 * values[start + b] + w2 * values[start + c] + w3 * values[start + d];
    }
  }
  const pixels = new Float32Array(width * height);
  let south = rows - 2;
  for (let y = 0; y < height; y++) {
    const latitude = Math.min(latitudes[rows - 1], Math.max(latitudes[0], 90 - (y + 0.5) / height * 180));
    while (south > 0 && latitudes[south] > latitude) south--;
    const [w0, w1, w2, w3] = weights((latitude - latitudes[south]) / (latitudes[south + 1] - latitudes[south]));
    const [a, b, c, d] = [-1, 0, 1, 2].map(k => Math.min(rows - 1, Math.max(0, south + k)) * width);
    for (let x = 0; x < width; x++) {
      pixels[y * width + x] = w0 * along[a + x] + w1 * along[b + x] + w2 * along[c + x] + w3 * along[d + x];
    }
  }
  return pixels;
}

/** Colours with thin lines of equal value every `step`; pixels without a value are left transparent. */
export function paint(pixels, width, height, table, low, high, step) {
  const image = new ImageData(width, height), words = new Uint32Array(image.data.buffer), colours = packed(table);
  const scale = 255 / (high - low), perStep = 1 / step;
  for (let y = 0; y < height; y++) {
    const down = y + 1 < height ? width : -width;
    for (let x = 0; x < width; x++) {
      const i = y * width + x, value = pixels[i];
      if (value !== value) continue;
      const colour = Math.min(255, Math.max(0, (value - low) * scale + 0.5)) | 0;
      // Distance to the nearest line in pixels, from the local gradient, makes lines of even width. Where lines would be closer than
      // that, at the rim of the globe, there are none.
      const phase = value * perStep, off = phase - Math.round(phase);
      const dx = (pixels[x + 1 < width ? i + 1 : i - 1] - value) * perStep, dy = (pixels[i + down] - value) * perStep;
      const slope = dx * dx + dy * dy, line = off * off < 1.21 * slope && slope < 0.16 ? lineShade(Math.abs(off), Math.sqrt(slope)) : 0;
      words[i] = line === 0 ? colours[colour] : shaded(table, 3 * colour, 1 - line);
    }
  }
  return image;
}

/** How dark a line is at a pixel. Where the field is flat it would spread into a patch, and fades out. */
const lineShade = (off, slope) => 0.26 * Math.min(1, Math.max(0, 1.1 - off / slope)) * Math.min(1, slope / 0.004, 4 - 10 * slope);

const word = (red, green, blue) => (255 << 24 | blue << 16 | green << 8 | red) >>> 0;
const shaded = (table, c, light) => word(table[c] * light, table[c + 1] * light, table[c + 2] * light);
const packed = table => Uint32Array.from({ length: 256 }, (_, i) => word(table[3 * i], table[3 * i + 1], table[3 * i + 2]));

/** Value at a position, or NaN outside the field. */
export function valueAt(field, latitude, longitude) {
  const { rows, columns, latitudes, longitudes, values } = field;
  const clamped = Math.min(latitudes[rows - 1], Math.max(latitudes[0], latitude));
  let south = rows - 2;
  while (south > 0 && latitudes[south] > clamped) south--;
  const north = (clamped - latitudes[south]) / (latitudes[south + 1] - latitudes[south]);
  const position = ((((longitude - longitudes[0]) % 360) + 360) % 360) / 360 * columns;
  const west = Math.floor(position) % columns, east = (west + 1) % columns, share = position - Math.floor(position);
  const row = r => (1 - share) * values[r * columns + west] + share * values[r * columns + east];
  return (1 - north) * row(south) + north * row(south + 1);
}
