import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Option, type Command } from 'commander';
import { ADAPTERS } from '../../config/adapters.js';
import { afterHelp, type CommandContext } from '../command-context.js';
import { ExitCode, WrongUse } from '../exit-code.js';

interface NewAdapterOptions {
  readonly syntax: Syntax;
  readonly into?: string;
  readonly packages?: string;
}

const SYNTAXES = ['xml', 'json', 'csv'] as const;
type Syntax = (typeof SYNTAXES)[number];

/** Where the standard's own part of a path begins, in each syntax: what the skeleton leaves out on purpose. */
const UNMAPPED_PATH: Readonly<Record<Syntax, string>> = { xml: 'children/@version', json: 'version', csv: 'version' };
const TEMPLATES = fileURLToPath(new URL('../../../scaffold/adapter/', import.meta.url));
const TEMPLATE = '.template';
const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/u;

export function addNewAdapter(program: Command, { output, finish }: CommandContext): void {
  program
    .command('new-adapter')
    .description('write a package with an adapter that passes the conformance kit, to begin your own from')
    .argument('<id>', 'id of the adapter: lower-case letters, digits and hyphens')
    .addOption(new Option('--syntax <syntax>', 'what the standard is written in').choices(SYNTAXES).default('xml'))
    .option('--into <folder>', 'where to write it (default: a folder of that name here); must not exist or be empty')
    .option('--packages <folder>', 'folder with the packed packages of MASH Gateway, to install from until they are on a registry')
    .addHelpText('after', afterHelp('0 written', 'new-adapter school-nurse --syntax csv'))
    .action(async (id: string, options: NewAdapterOptions) => {
      const folder = resolve(options.into ?? id);
      const files = await writeAdapter(id, folder, options);
      output.text(`${String(files)} files written to ${folder}. Next:\n  cd ${folder}\n  npm install\n  npm test`);
      finish(ExitCode.ok);
    });
}

/** @throws WrongUse for an id that cannot be used, and for a folder that holds something */
async function writeAdapter(id: string, folder: string, { syntax, packages }: NewAdapterOptions): Promise<number> {
  if (!ID.test(id) || id.length > 40)
    throw new WrongUse(`"${id}" cannot be an adapter id: lower-case letters, digits and hyphens, beginning with a letter, 40 at most.`);
  if (Object.hasOwn(ADAPTERS, id)) throw new WrongUse(`${id} is an adapter of MASH Gateway itself: choose another id.`);
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new WrongUse(`${folder} holds something already: name another with --into.`);
  const values = {
    id,
    camel: id.replace(/-(\w)/gu, (_, letter: string) => letter.toUpperCase()),
    unmappedPath: UNMAPPED_PATH[syntax],
    ...(await versions(packages)),
  };
  let written = 0;
  for (const part of ['all', syntax]) {
    for (const file of await readdir(join(TEMPLATES, part), { recursive: true })) {
      if (!file.endsWith(TEMPLATE)) continue;
      const target = join(folder, file.slice(0, -TEMPLATE.length));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, filled(await readFile(join(TEMPLATES, part, file), 'utf8'), values));
      written += 1;
    }
  }
  return written;
}

/** The versions of the two packages a new adapter depends on: their numbers, or the files they are packed in. */
async function versions(packages: string | undefined): Promise<{ readonly adapters: string; readonly contracts: string }> {
  if (packages === undefined) {
    const { dependencies } = JSON.parse(await readFile(new URL('../../../package.json', import.meta.url), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };
    return { adapters: dependencies['@mash-gateway/adapters'] ?? '*', contracts: dependencies['@mash-gateway/contracts'] ?? '*' };
  }
  const folder = resolve(packages);
  const files = await readdir(folder).catch(() => []);
  const packed = (name: string): string => {
    const file = files.find((candidate) => candidate.startsWith(`mash-gateway-${name}-`) && candidate.endsWith('.tgz'));
    if (file === undefined)
      throw new WrongUse(`No mash-gateway-${name}-*.tgz in ${folder}. Pack it: npm pack -w libs/${name} --pack-destination ${folder}`);
    return `file:${join(folder, file)}`;
  };
  return { adapters: packed('adapters'), contracts: packed('contracts') };
}

function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{(\w+)\}\}/gu, (_, name: string) => values[name] ?? '');
}
