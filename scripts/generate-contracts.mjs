// Writes libs/contracts/generated from the contract classes: `npm run contracts:generate`.
// With --release it also freezes the schemas and examples of this version under libs/contracts/released.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const package_ = new URL('../libs/contracts/', import.meta.url);
const target = new URL('generated/', package_);

execFileSync(
  process.execPath,
  [fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url)), '-b', fileURLToPath(package_)],
  {
    stdio: 'inherit',
  },
);
const { generatedFiles } = await import(new URL('dist/documents/generated.js', package_).href);
const files = generatedFiles();

mkdirSync(target, { recursive: true });
for (const name of readdirSync(target)) if (!files.has(name)) rmSync(new URL(name, target));
for (const [name, content] of files) writeFileSync(new URL(name, target), content);
console.log(`${files.size} files written to libs/contracts/generated`);

if (process.argv.includes('--release')) release();

function release() {
  const { version } = JSON.parse(readFileSync(new URL('package.json', package_), 'utf8'));
  const folder = new URL(`released/${version}/`, package_);
  if (existsSync(folder)) {
    console.error(`Version ${version} is already released and stays as it is; raise SCHEMA_VERSION and the version of the package.`);
    process.exitCode = 1;
    return;
  }
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of files) if (name.endsWith('.schema.json')) writeFileSync(new URL(name, folder), content);
  cpSync(new URL('examples/', package_), new URL('examples/', folder), { recursive: true, filter: (path) => !path.endsWith('.md') });
  console.log(`Version ${version} released`);
}
