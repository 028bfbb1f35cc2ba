// Words and numbers for people.
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const shortDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

export const day = iso => date.format(new Date(iso));
export const time = iso => clock.format(new Date(iso));
export const moment = iso => `${day(iso)}, ${time(iso)} UTC`;
export const shortMoment = iso => `${shortDate.format(new Date(iso))}, ${time(iso)}`;
export const kelvin = (value, digits = 1) => Number.isFinite(value) ? `${value.toFixed(digits).replace('-', '−')} K` : '–';
export const signed = (value, digits = 1) => Number.isFinite(value) ? `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)} K` : '–';
export const count = value => value.toLocaleString('en-GB');

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
