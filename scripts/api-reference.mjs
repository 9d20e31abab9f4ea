// Writes docs/api from the docstrings of the libraries: `npm run api:generate`. With --check it writes nothing and says what is not current.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const committed = join(root, 'docs/api');
const check = process.argv.includes('--check');
const target = check ? mkdtempSync(join(tmpdir(), 'mash-api-')) : committed;

try {
  execFileSync(process.execPath, [join(root, 'node_modules/typedoc/bin/typedoc'), '--out', target, '--logLevel', 'Warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (check) compare();
} finally {
  if (check) rmSync(target, { recursive: true, force: true });
}

function compare() {
  const [now, then] = [target, committed].map(contents);
  const stale = [...new Set([...now.keys(), ...then.keys()])].filter((file) => now.get(file) !== then.get(file)).sort();
  if (stale.length === 0) return;
  console.error(`Not current in docs/api: ${stale.join(', ')}. Run: npm run api:generate`);
  process.exitCode = 1;
}

function contents(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}
