// Lines, bands and axes in SVG. Colours and widths are those of the classes in point.css.
const namespace = 'http://www.w3.org/2000/svg';

export function element(name, attributes = {}, text = '') {
  const made = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}

export class Chart {
  /** Part of an SVG: left, right, top and bottom in its units, and the ranges of both axes. */
  constructor(svg, { left, right, top, bottom }, [x0, x1], [y0, y1]) {
    Object.assign(this, { svg, left, right, top, bottom });
    this.x = value => left + (value - x0) / (x1 - x0) * (right - left);
    this.y = value => bottom - (value - y0) / (y1 - y0) * (bottom - top);
  }

  add(name, attributes, text) {
    const made = element(name, attributes, text);
    this.svg.append(made);
    return made;
  }

  /** Grid lines with labels below: [[value, text], …]. */
  across(labels, caption) {
    for (const [value, text] of labels) {
      const x = this.x(value);
      this.add('line', { class: 'grid', x1: x, x2: x, y1: this.top, y2: this.bottom });
      const anchor = x > this.right - 12 ? 'end' : 'middle';
      this.add('text', { class: 'label', x, y: this.bottom + 14, 'text-anchor': anchor }, text);
    }
    if (caption) this.add('text', { class: 'caption', x: this.left, y: this.top - 8 }, caption);
  }

  /** Grid lines with labels at the left. */
  upward(labels) {
    for (const [value, text] of labels) {
      const y = this.y(value);
      this.add('line', { class: 'grid', x1: this.left, x2: this.right, y1: y, y2: y });
      this.add('text', { class: 'label', x: this.left - 6, y: y + 4, 'text-anchor': 'end' }, text);
    }
  }

  /** A line through points [x, y], broken where a value is missing. */
  line(points, kind) {
    let d = '', pen = 'M';
    for (const [x, y] of points) {
      if (!known(x) || !known(y)) pen = 'M';
      else [d, pen] = [`${d}${pen}${this.x(x).toFixed(1)} ${this.y(y).toFixed(1)}`, 'L'];
    }
    this.add('path', { class: `line ${kind}`, d });
  }

  /** The area between two lines of equal length; where a value is missing there is none. */
  band(one, other, kind) {
    const at = ([x, y]) => `${this.x(x).toFixed(1)} ${this.y(y).toFixed(1)}`, whole = p => p.every(known);
    let from = 0;
    for (let i = 0; i <= one.length; i++) {
      if (i < one.length && whole(one[i]) && whole(other[i])) continue;
      if (i > from) this.add('path', { class: kind, d: `M${[...one.slice(from, i), ...other.slice(from, i).reverse()].map(at).join('L')}Z` });
      from = i + 1;
    }
  }

  dot(x, y, kind, words) {
    if (known(x) && known(y)) this.add('circle', { class: kind, cx: this.x(x), cy: this.y(y), r: 4 }).append(element('title', {}, words));
  }
}

export const known = value => value !== null && Number.isFinite(value);

/** Range of all known values, a little widened; at least `least` wide. */
export function rangeOf(values, least) {
  const found = values.filter(known), low = Math.min(...found), high = Math.max(...found);
  if (found.length === 0) return [0, 1];
  const margin = Math.max((high - low) * 0.06, (least - (high - low)) / 2);
  return [low - margin, high + margin];
}
