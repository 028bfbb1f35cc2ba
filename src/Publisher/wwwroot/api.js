// The service's HTTP API, relative to the page so that it also works behind a path of a reverse proxy.
const base = 'api/v1';

async function get(path, signal) {
  const response = await fetch(`${base}/${path}`, { signal });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `The service answered ${response.status}.`);
  }
  return response;
}

export const listCycles = async () => (await (await get('cycles?limit=1000')).json()).cycles;

export const getCycle = async (cycle, signal) => (await get(`cycles/${cycle}`, signal)).json();

export const getStations = async (cycle, signal) => (await (await get(`cycles/${cycle}/stations`, signal)).json()).stations;

export async function getField(cycle, level, statistic, signal) {
  const response = await get(`cycles/${cycle}/field?level=${level}&statistic=${statistic}&format=binary`, signal);
  return decodeField(await response.arrayBuffer());
}

/** Reads the binary field: "SLF1", rows, columns, pressure, latitudes, longitudes, values; all little-endian. */
export function decodeField(buffer) {
  const view = new DataView(buffer);
  if (view.getUint32(0, false) !== 0x534c4631) throw new Error('The field has an unknown format.');
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
