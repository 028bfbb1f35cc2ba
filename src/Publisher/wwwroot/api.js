// The service's HTTP API, relative to the page so that it also works behind a path of a reverse proxy.
const base = 'api/v1';

/** The service cannot be reached. */
export class Unreachable extends Error {}

async function get(path) {
  const response = await fetch(path).catch(() => {
    throw new Unreachable('there is no connection to the service.');
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `the service answered ${response.status}.`);
  }
  return response;
}

export const json = async path => (await get(path)).json();
const field = async path => decodeField(await (await get(`${path}&format=binary`)).arrayBuffer());

export const getCoast = async () => (await json('coastline.json')).lines;
export const getStatus = () => json(`${base}/status`);
export const listCycles = async () => (await json(`${base}/cycles?limit=1000`)).cycles;
export const getCycle = cycle => json(`${base}/cycles/${cycle}`);
export const getStations = async cycle => (await json(`${base}/cycles/${cycle}/stations`)).stations;
export const getField = (cycle, level, statistic) => field(`${base}/cycles/${cycle}/field?level=${level}&statistic=${statistic}`);
export const getIncrement = (cycle, level, from) => field(`${base}/cycles/${cycle}/increment?level=${level}&from=${from}`);

/** Reads the binary field: "SLF1", rows, columns, pressure, latitudes, longitudes, values; all little-endian. */
export function decodeField(buffer) {
  const view = new DataView(buffer);
  if (view.getUint32(0, false) !== 0x534c4631) throw new Error('the field has an unknown format.');
  const rows = view.getInt32(4, true), columns = view.getInt32(8, true);
  const floats = (first, count) => Float32Array.from({ length: count }, (_, i) => view.getFloat32(16 + 4 * (first + i), true));
  return {
    rows, columns,
    latitudes: floats(0, rows),
    longitudes: floats(rows, columns),
    values: floats(rows + columns, rows * columns),
  };
}

/** Calls back on each published analysis and on each change of the connection; the browser resumes by itself. */
export function followEvents(onAnalysis, onConnection) {
  const source = new EventSource(`${base}/events`);
  source.addEventListener('open', () => onConnection('open'));
  source.addEventListener('error', () => {
    onConnection('connecting');
    // A refused stream is not tried again by the browser itself.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => followEvents(onAnalysis, onConnection), 5000);
  });
  source.addEventListener('analysis', event => onAnalysis(JSON.parse(event.data)));
}
