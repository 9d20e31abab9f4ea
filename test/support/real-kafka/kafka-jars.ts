import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of Apache Kafka's jars, fetched with Maven the first time. `MASH_KAFKA_HOME` names another one. */
export async function kafkaJars(): Promise<string> {
  const folder = process.env['MASH_KAFKA_HOME'] ?? join(homedir(), '.cache', 'mash-gateway', 'kafka-4.1.1');
  if (existsSync(folder)) return folder;

  await mkdir(dirname(folder), { recursive: true });
  // Fetched beside its place and then renamed: an interrupted fetch, or two at once, never leaves half a folder behind.
  const partial = await mkdtemp(`${folder}-`);
  await copyDependencies(partial);
  await rename(partial, folder).catch(() => rm(partial, { recursive: true, force: true }));

  return folder;
}

async function copyDependencies(folder: string): Promise<void> {
  const pom = fileURLToPath(new URL('pom.xml', import.meta.url));
  const maven = spawn('mvn', ['-q', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`], { stdio: 'ignore' });
  const code = await new Promise((ended) => maven.once('exit', ended).once('error', ended));
  if (code !== 0) throw new Error('The real-Kafka suites need JDK 17 and Maven: apt-get install -y openjdk-17-jdk-headless maven');
}
