// Words and numbers for people.
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });

export const day = iso => date.format(new Date(iso));
export const time = iso => clock.format(new Date(iso));
export const moment = iso => `${day(iso)}, ${time(iso)} UTC`;
export const kelvin = (value, digits = 1) => Number.isFinite(value) ? `${value.toFixed(digits).replace('-', '−')} K` : '–';
export const signed = (value, digits = 1) => Number.isFinite(value) ? `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)} K` : '–';
export const count = value => value.toLocaleString('en-GB');
export const hectopascal = pascal => String(Math.round(pascal) / 100);

export function position(latitude, longitude) {
  const lat = `${Math.abs(latitude).toFixed(1)}° ${latitude < 0 ? 'S' : 'N'}`;
  return `${lat}, ${Math.abs(longitude).toFixed(1)}° ${longitude < 0 ? 'W' : 'E'}`;
}
