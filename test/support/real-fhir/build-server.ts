import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const SOURCES = join(HERE, 'src', 'main', 'java', 'uk', 'gov', 'mash', 'gateway', 'fhir');
const LOGGING = join(HERE, 'src', 'main', 'resources', 'logback.xml');

/** Classpath of the HAPI FHIR server behind our launcher: fetched with Maven and compiled the first time, and when a source changes. */
export async function fhirServerClasspath(): Promise<string> {
  const sources = (await readdir(SOURCES)).sort().map((name) => join(SOURCES, name));
  const version = createHash('sha256');
  for (const path of [join(HERE, 'pom.xml'), LOGGING, ...sources]) version.update(await readFile(path));
  const folder = join(homedir(), '.cache', 'mash-gateway', `real-fhir-${version.digest('hex').slice(0, 12)}`);
  if (!existsSync(folder)) await build(folder, sources);
  return [join(folder, 'classes'), join(folder, 'jars', '*')].join(':');
}

/** Built beside its place and then renamed: an interrupted build, or two at once, never leaves half of one behind. */
async function build(folder: string, sources: readonly string[]): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const partial = await mkdtemp(`${folder}-`);
  const [jars, classes] = [join(partial, 'jars'), join(partial, 'classes')];
  await mkdir(classes);
  await run('mvn', ['-q', '-B', '-f', join(HERE, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`]);
  await run('javac', ['-cp', join(jars, '*'), '-d', classes, ...sources]);
  await copyFile(LOGGING, join(classes, 'logback.xml'));
  await rename(partial, folder).catch(() => rm(partial, { recursive: true, force: true }));
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: 'ignore' });
  const code = await new Promise((ended) => child.once('exit', ended).once('error', ended));
  if (code !== 0)
    throw new Error(`The real-FHIR suite needs JDK 17 and Maven, and ${program} failed: apt-get install -y openjdk-17-jdk-headless maven`);
}
