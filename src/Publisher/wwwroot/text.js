// Words and numbers for people. Not by the browser's Intl: loading its data would take a tenth of the time to the first view.
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const twoDigits = number => String(number).padStart(2, '0');

// Times in UTC, of what Date takes: ISO 8601 text, or milliseconds since 1970.
const inWords = words => when => words(new Date(when));
export const shortDay = inWords(date => `${date.getUTCDate()} ${months[date.getUTCMonth()]}`);
export const day = inWords(date => `${shortDay(date)} ${date.getUTCFullYear()}`);
export const time = inWords(date => `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`);
export const moment = when => `${day(when)}, ${time(when)} UTC`;
export const shortMoment = when => `${shortDay(when)}, ${time(when)}`;
export const kelvin = (value, digits = 1) => Number.isFinite(value) ? `${value.toFixed(digits).replace('-', '−')} K` : '–';
export const signed = (value, digits = 1) => Number.isFinite(value) ? `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)} K` : '–';
export const count = value => String(value).replace(/\B(?=(\d{3})+$)/g, ',');

/** Seconds as the two largest units of "3 d 4 h", "1 h 34 min", "12 min", "40 s". */
export function duration(seconds) {
  const units = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]], whole = Math.max(0, Math.round(seconds));
  const first = Math.max(0, units.findIndex(([, size]) => whole >= size)), [name, size] = units[first];
  if (whole < 1) return '0 s';
  const rest = first < 2 ? Math.floor(whole % size / units[first + 1][1]) : 0;
  return `${Math.floor(whole / size)} ${name}${rest > 0 ? ` ${rest} ${units[first + 1][0]}` : ''}`;
}

export const hectopascal = pascal => String(Math.round(pascal) / 100);

export function position(latitude, longitude) {
  const lat = `${Math.abs(latitude).toFixed(1)}° ${latitude < 0 ? 'S' : 'N'}`;
  return `${lat}, ${Math.abs(longitude).toFixed(1)}° ${longitude < 0 ? 'W' : 'E'}`;
}
