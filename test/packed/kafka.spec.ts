import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHECKOUT, newFolder, shell } from './packages.js';

/** A Nest application of somebody who uses the transport without the gateway. */
let project: string;
let packages: string;

beforeAll(async () => {
  [project, packages] = [await newFolder(), await newFolder()];
  await shell(`npm pack --silent -w libs/kafka --pack-destination "${packages}"`, CHECKOUT);
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'hub', private: true, type: 'module' }));
  // Nothing is compiled a second time: node-rdkafka, which takes minutes, is the one that was built for this checkout.
  await shell(`npm install --no-audit --no-fund --ignore-scripts "${packages}"/*.tgz reflect-metadata`, project);
  await rm(join(project, 'node_modules/node-rdkafka'), { recursive: true, force: true });
  await symlink(join(CHECKOUT, 'node_modules/node-rdkafka'), join(project, 'node_modules/node-rdkafka'));
}, 180_000);
afterAll(async () => {
  for (const folder of [project, packages]) await rm(folder, { recursive: true, force: true });
});

test('the example of the README is a Nest application outside this repository, with a batch handler, from the packed package', async () => {
  await writeFile(join(project, 'reader.mts'), await readFile(join(CHECKOUT, 'libs/kafka/examples/nest-reader.ts'), 'utf8'));
  const compiler = join(CHECKOUT, 'node_modules/typescript/bin/tsc');
  const options = '--strict --target es2022 --module nodenext --experimentalDecorators --emitDecoratorMetadata';
  await shell(`node "${compiler}" ${options} --typeRoots "${CHECKOUT}/node_modules/@types" --types node reader.mts`, project);

  const printed = await shell('node reader.mjs', project);

  expect(printed).toMatch(/^\d of partition \d$/m);
  expect(printed).toContain('{"hello":"health"} {"hello":"police"} {"hello":"education"} {"kafka":{"status":"up","state":"connected"}}');
}, 120_000);
