// Colour maps drawn in OKLCH: lightness runs evenly with the value, so equal steps in K look equal and stay readable for
// the colour-blind and in grey.

function toLinearRgb(lightness, chroma, hueDegrees) {
  const hue = hueDegrees * Math.PI / 180, a = chroma * Math.cos(hue), b = chroma * Math.sin(hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
  ];
}

/** sRGB bytes; chroma gives way where the screen cannot show it, lightness and hue never do. */
function toBytes(lightness, chroma, hue) {
  let low = 0, high = chroma;
  const inside = c => toLinearRgb(lightness, c, hue).every(v => v >= -1e-4 && v <= 1.0001);
  if (!inside(high)) {
    for (let i = 0; i < 12; i++) [low, high] = inside((low + high) / 2) ? [(low + high) / 2, high] : [low, (low + high) / 2];
    high = low;
  }
  return toLinearRgb(lightness, high, hue).map(v => {
    const x = Math.min(1, Math.max(0, v));
    return Math.round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));
  });
}

/** 256 colours through stops [position, lightness, chroma, hue]. */
function ramp(stops) {
  const table = new Uint8ClampedArray(256 * 3);
  for (let i = 0; i < 256; i++) {
    const t = i / 255, k = Math.max(1, stops.findIndex(stop => stop[0] >= t));
    const [from, to] = [stops[k - 1], stops[k]], share = (t - from[0]) / (to[0] - from[0]);
    const mix = j => from[j] + share * (to[j] - from[j]);
    table.set(toBytes(mix(1), mix(2), mix(3)), i * 3);
  }
  return table;
}

// Cold is dark blue, warm is light yellow.
export const temperature = ramp([[0, .22, .13, 275], [.3, .42, .17, 300], [.55, .595, .175, 360], [.8, .775, .15, 415], [1, .95, .1, 460]]);
// Small spread is dark, large spread light.
export const spread = ramp([[0, .2, .05, 265], [.35, .43, .09, 240], [.7, .7, .11, 185], [1, .96, .09, 120]]);
// Negative is blue, positive is red, nothing is nearly white.
export const departure = ramp([[0, .38, .16, 262], [.25, .62, .14, 250], [.5, .97, .01, 250], [.501, .97, .01, 40], [.75, .66, .16, 38], [1, .42, .17, 28]]);

export function colourAt(table, share) {
  const i = 3 * Math.round(255 * Math.min(1, Math.max(0, share)));
  return `rgb(${table[i]} ${table[i + 1]} ${table[i + 2]})`;
}
