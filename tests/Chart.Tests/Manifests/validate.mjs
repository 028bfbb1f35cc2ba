// Holds rendered manifests against the models of Kubernetes and of the Prometheus Operator, twice: by their schemas, and, since these let
// unknown fields pass, as literals of their types by the TypeScript compiler. Arguments: files of YAML documents. Prints a line for each
// problem; exit code 1 where there is any. A kind without a model is a problem.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';

const problems = [];
const source = [];
let documents = 0;

function packageOf(apiVersion) {
  return apiVersion.startsWith('monitoring.coreos.com/') ? '@kubernetes-models/prometheus-operator' : 'kubernetes-models';
}

for (const file of process.argv.slice(2)) {
  for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
    const manifest = document.toJSON();
    if (manifest === null) {
      continue;
    }

    const { apiVersion, kind } = manifest;
    const what = `${basename(file)}: ${kind} ${manifest.metadata?.name}`;
    // Without suffix: with it, every kind looks as if it had no model.
    const place = `${packageOf(apiVersion)}/${apiVersion}/${kind}`;
    documents++;
    problems.push(...document.errors.map(error => `${what}: ${error.message}`));
    try {
      const model = (await import(place))[kind];
      new model(manifest).validate();
    } catch (error) {
      problems.push(`${what}: ${error.message}`);
      if (error.code) {
        continue;
      }
    }

    source.push(
      `// ${what}`,
      `import type { I${kind} as T${documents} } from ${JSON.stringify(place)};`,
      `export const m${documents}: T${documents} = ${JSON.stringify(manifest)};`);
  }
}

writeFileSync('manifests.ts', source.join('\n'));
const program = ts.createProgram(['manifests.ts'], {
  noEmit: true, strict: true, skipLibCheck: true, types: [], target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
});
for (const found of ts.getPreEmitDiagnostics(program)) {
  const line = found.file === undefined ? -1 : found.file.getLineAndCharacterOfPosition(found.start).line;
  const what = line < 0 ? '' : source.slice(0, line + 1).findLast(text => text.startsWith('// ')) ?? '';
  problems.push(`${what.slice(3)}: ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`);
}

if (documents === 0) {
  problems.push('there are no documents');
}

console.log([`${documents} documents`, ...problems].join('\n'));
process.exit(problems.length === 0 ? 0 : 1);
