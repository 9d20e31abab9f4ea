import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DEFAULT_LIMITS, inputOf, type Adapter, type Inspection, type Mapped } from '@mash-gateway/adapters';
import { adapterOfModule, ADAPTERS, isAdapterId, NoAdapter } from '../../config/adapters.js';
import { WrongUse } from '../exit-code.js';
import { mediaTypeOf } from './media-type.js';

/** An adapter by id, or from a module by its path. @throws WrongUse when there is none */
export async function adapterNamed(name: string): Promise<Adapter> {
  if (isAdapterId(name)) return ADAPTERS[name]();
  if (!/[/\\]/u.test(name))
    throw new WrongUse(
      `There is no adapter "${name}". Adapters: ${Object.keys(ADAPTERS).join(', ')}; or the path of a module with your own.`,
    );
  return adapterOfModule(resolve(name)).catch((error: unknown) => {
    throw error instanceof NoAdapter ? new WrongUse(`The module ${name} ${error.message}.`) : error;
  });
}

export interface MapFileOptions {
  /** Default: by the file's extension or first character, among the adapter's. */
  readonly mediaType?: string | undefined;
  /** Decides who is a child. */
  readonly now: Date;
}

/** What an adapter makes of a file: both passes, the second only after the first accepted. @throws WrongUse for a file that cannot be read */
export async function mapFile(
  adapter: Adapter,
  file: string,
  { mediaType, now }: MapFileOptions,
): Promise<{ readonly inspection: Inspection; readonly items: AsyncIterable<Mapped> }> {
  const bytes = await bytesOf(file);
  const input = inputOf(bytes, mediaTypeOf(adapter, file, bytes, mediaType));
  const context = { now, limits: DEFAULT_LIMITS };
  const inspection = await adapter.inspect(input, context);
  return { inspection, items: inspection.accepted ? adapter.map(input, context) : none() };
}

/** An option that takes a date or time; now when it is not given. @throws WrongUse */
export function momentOf(now: string | undefined): Date {
  const moment = now === undefined ? new Date() : new Date(now);
  if (Number.isNaN(moment.getTime())) throw new WrongUse('--now takes a date or time such as 2026-11-24 or 2026-11-24T09:00:00Z.');
  return moment;
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file === '-' ? '/dev/stdin' : file);
  } catch {
    throw new WrongUse(`Cannot read the file ${file}.`);
  }
}

async function* none(): AsyncGenerator<Mapped> {
  // A body that was refused whole has no items.
}
