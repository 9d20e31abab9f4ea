// What `npm start` and `npm run mash` need before they can run: a supported Node, installed packages, a current build.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Checks and builds. Prints one sentence and exits with 1 when something is missing. Quiet when there is nothing to build and `quiet` is set. */
export function makeReady({ quiet }) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) stop(`MASH Gateway needs Node.js 20.19 or newer; this is ${process.version}.`);
  if (!existsSync(`${root}node_modules`)) stop('The packages are not installed yet. Run: npm ci');
  const compiler = resolveCompiler();
  if (compiler === undefined) {
    if (existsSync(`${root}apps/gateway/dist/main.js`)) return root;
    stop('The TypeScript compiler is not installed (NODE_ENV=production leaves it out). Run: NODE_ENV=development npm ci');
  }
  if (!quiet) console.log('Building (the first time takes about a minute, later only what changed) ...');
  const build = spawnSync(process.execPath, [compiler, '-b'], { cwd: root, encoding: 'utf8' });
  if (build.status !== 0) stop(`The build failed:\n${build.stdout}${build.stderr}`);
  return root;
}

function resolveCompiler() {
  try {
    return createRequire(import.meta.url).resolve('typescript/bin/tsc');
  } catch {
    return undefined;
  }
}

function stop(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}
