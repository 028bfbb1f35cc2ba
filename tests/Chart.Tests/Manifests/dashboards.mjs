// Holds dashboards against Grafana's own types, as literals of them, by the TypeScript compiler. Arguments: files. Prints a line for each
// problem; exit code 1 where there is any.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createRequire } from 'node:module';
import ts from 'typescript';

const schema = createRequire(import.meta.url)('@grafana/schema');

// The types know the fields of no data source; these are Prometheus'.
const ofPrometheus = new Set(['expr', 'titleFormat', 'textFormat']);

const source = ["import type { Dashboard } from '@grafana/schema';"];
for (const file of process.argv.slice(2)) {
  const board = JSON.parse(readFileSync(file, 'utf8'), (key, value) => ofPrometheus.has(key) ? undefined : value);
  source.push(`// ${basename(file)}`, `export const d${source.length}: Dashboard = ${JSON.stringify(board, null, 1)};`);
}

writeFileSync('dashboards.ts', source.join('\n'));
const program = ts.createProgram(['dashboards.ts'], {
  noEmit: true, strict: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
});
const problems = [];
for (const found of ts.getPreEmitDiagnostics(program)) {
  const message = ts.flattenDiagnosticMessageText(found.messageText, ' ');
  // JSON has no enumerations: their values are meant.
  const literal = /^Type '"(.*?)"' is not assignable to type '(\w+)'/.exec(message);
  if (literal === null || !Object.values(schema[literal[2]] ?? {}).includes(literal[1])) {
    const { file, start, length } = found;
    problems.push(`${file?.text.slice(0, start).split('\n').findLast(line => line.startsWith('// ')) ?? ''} ${file?.text.slice(start, start + length) ?? ''}: ${message}`);
  }
}

console.log([`${source.length >> 1} dashboards`, ...problems].join('\n'));
process.exit(problems.length === 0 ? 0 : 1);
