import { existsSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Adapter } from '@mash-gateway/adapters';
import { ConfigFaults } from './faults.js';
import type { AdapterModule, GatewayConfig } from './gateway-config.js';

/**
 * The adapters a feed may name. Each is loaded when a feed needs it, so that a gateway without
 * education feeds never loads what only they use.
 */
export const ADAPTERS = {
  'fhir-r4': async () => (await import('@mash-gateway/adapters/fhir-r4')).fhirR4,
  'fhir-stu3': async () => (await import('@mash-gateway/adapters/fhir-stu3')).fhirStu3,
  'police-notice': async () => (await import('@mash-gateway/adapters/police-notice')).policeNotice,
  'operation-encompass': async () => (await import('@mash-gateway/adapters/operation-encompass')).operationEncompass,
  cjse: async () => (await import('@mash-gateway/adapters/cjse')).cjse,
  niem: async () => (await import('@mash-gateway/adapters/niem')).niem,
  ctf: async () => (await import('@mash-gateway/adapters/ctf')).ctf,
  'attendance-csv': async () => (await import('@mash-gateway/adapters/attendance-csv')).attendanceCsv,
  'concern-form': async () => (await import('@mash-gateway/adapters/concern-form')).concernForm,
  'sif-uk': async () => (await import('@mash-gateway/adapters/sif-uk')).sifUk,
  oneroster: async () => (await import('@mash-gateway/adapters/oneroster')).oneroster,
  wonde: async () => (await import('@mash-gateway/adapters/wonde')).wonde,
  'cin-census': async () => (await import('@mash-gateway/adapters/cin-census')).cinCensus,
} as const satisfies Readonly<Record<string, () => Promise<Adapter>>>;

export type AdapterId = keyof typeof ADAPTERS;

export function isAdapterId(id: string): id is AdapterId {
  return Object.hasOwn(ADAPTERS, id);
}

/** Why a module is no adapter, in words that end a sentence. */
export class NoAdapter extends Error {}

/**
 * The adapters that the feeds name, by id.
 * @throws ConfigFaults with every module that holds no adapter of its id
 */
export async function adaptersOf({ source, feeds, adapters }: GatewayConfig): Promise<ReadonlyMap<string, Adapter>> {
  const loaded = new Map<string, Adapter>();
  const faults: string[] = [];
  for (const id of new Set(feeds.map(({ adapter }) => adapter))) {
    try {
      loaded.set(id, isAdapterId(id) ? await ADAPTERS[id]() : await ownAdapter(id, adapters));
    } catch (error) {
      if (!(error instanceof NoAdapter)) throw error;
      faults.push(`adapters: the module of ${id} ${error.message}.`);
    }
  }
  if (faults.length > 0) throw new ConfigFaults(source, faults);
  return loaded;
}

async function ownAdapter(id: string, modules: readonly AdapterModule[]): Promise<Adapter> {
  const entry = modules.find((own) => own.id === id);
  if (entry === undefined) throw new NoAdapter('is not named');
  const adapter = await adapterOfModule(entry.module);
  if (adapter.id !== id) throw new NoAdapter(`holds the adapter of another id`);
  return adapter;
}

/**
 * The adapter a module exports, under whatever name.
 * @param module a package, or the path of a file, relative to where the process runs
 * @throws NoAdapter when it cannot be loaded, or exports none or several
 */
export async function adapterOfModule(module: string): Promise<Adapter> {
  const path = resolve(module);
  const isFile = module.startsWith('.') || isAbsolute(module);
  if (isFile && !existsSync(path)) throw new NoAdapter('is not there');
  let exported: Readonly<Record<string, unknown>>;
  try {
    exported = (await import(isFile ? pathToFileURL(path).href : module)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new NoAdapter(`cannot be loaded (${error instanceof Error ? error.name : 'unknown'})`, { cause: error });
  }
  const [adapter, ...others] = [...new Set(Object.values(exported).filter(isAdapter))];
  if (adapter === undefined) throw new NoAdapter('exports no adapter made with defineAdapter');
  if (others.length > 0) throw new NoAdapter('exports several adapters: one is needed');
  return adapter;
}

function isAdapter(value: unknown): value is Adapter {
  if (typeof value !== 'object' || value === null) return false;
  const { id, version, mediaTypes, inspect, map } = value as Partial<Record<keyof Adapter, unknown>>;
  const isNamed = typeof id === 'string' && typeof version === 'string' && Array.isArray(mediaTypes);
  return isNamed && typeof inspect === 'function' && typeof map === 'function';
}
