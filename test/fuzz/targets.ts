import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Adapter } from '@mash-gateway/adapters';
import { ADAPTERS, type AdapterId } from '../../apps/gateway/src/config/adapters.js';

/** What a fuzz run of one adapter needs. */
export interface Target {
  readonly adapter: Adapter;
  readonly fixturesDir: string;
  /** By file extension: the adapter's own type for that syntax. */
  readonly mediaTypes: Readonly<Record<string, string>>;
}

/** Every adapter a feed may name. */
export const TARGETS = Object.keys(ADAPTERS) as readonly AdapterId[];

/** @throws Error when the adapter has no fixtures */
export async function targetOf(id: AdapterId): Promise<Target> {
  const adapter = await ADAPTERS[id]();
  const fixturesDir = fileURLToPath(new URL(`../../libs/adapters/src/${id}/fixtures`, import.meta.url));
  const extensions = (await readdir(fixturesDir, { recursive: true })).flatMap((name) => /(?:^|\/)input\.(\w+)$/u.exec(name)?.[1] ?? []);
  const typeOf = (extension: string): string => adapter.mediaTypes.find((type) => type.includes(extension)) ?? adapter.mediaTypes[0] ?? '';
  return { adapter, fixturesDir, mediaTypes: Object.fromEntries([...new Set(extensions)].map((name) => [name, typeOf(name)])) };
}
