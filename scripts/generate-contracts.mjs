// Writes libs/contracts/generated from the contract classes. Run by `npm run contracts:generate`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
