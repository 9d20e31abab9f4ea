// What `npm start` and `npm run mash` need before they can run: a supported Node, installed packages, a current build.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'apps/gateway/dist/main.js');
const PARTS = 4;

/** Checks and builds. Prints one sentence and exits with 1 when something is missing. */
export async function makeReady() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) stop(`MASH Gateway needs Node.js 20.19 or newer; this is ${process.version}.`);
  if (!existsSync(join(root, 'node_modules'))) stop('The packages are not installed yet. Run: npm ci');
  // A tree that somebody else built, for this user to run.
  if (existsSync(main) && !writable()) return root;
  const compiler = resolveCompiler();
  if (compiler === undefined) {
    if (existsSync(main)) return root;
    stop('The TypeScript compiler is not installed (NODE_ENV=production leaves it out). Run: NODE_ENV=development npm ci');
  }
  await build(compiler);
  return root;
}

/** Builds when the compiler is installed. A build that fails does not fail an installation: `npm start` will say why. */
export async function buildIfPossible() {
  const compiler = resolveCompiler();
  if (compiler !== undefined) await build(compiler, () => console.error('Not everything could be built; npm start says why.'));
}

/** What a process started for the user is given: where the user stands, and the data directory of the checkout unless one is named. */
export function surroundings() {
  return { cwd: process.env.INIT_CWD ?? process.cwd(), env: { ...process.env, DATA_DIR: process.env.DATA_DIR || join(root, 'data') } };
}

/** Says each part that has to be built, on standard error; nothing when all is current. */
async function build(compiler, failed = stop) {
  const child = spawn(process.execPath, [compiler, '-b', '--verbose'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  let part = 0;
  const read = (text) => {
    said += text;
    for (const [, name] of String(text).matchAll(/Building project '.*?((?:apps|libs)\/[a-z-]+)\/tsconfig\.json'/g)) {
      part += 1;
      if (part === 1) console.error('Building (the first time takes about a minute, later only what changed) ...');
      console.error(`  ${part} of ${PARTS} at most: ${name}`);
    }
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0)
    failed(
      `The build failed:\n${
        said
          .split('\n')
          .filter((line) => line.includes('error TS'))
          .join('\n') || said
      }`,
    );
}

function writable() {
  try {
    accessSync(join(root, 'apps/gateway/dist'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
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
