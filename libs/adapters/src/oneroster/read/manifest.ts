import { fitText } from '../../kit/texts.js';
import type { MANIFEST } from './columns.js';
import type { Table } from './table.js';

/** How a file stands to what was sent before. */
export type Mode = 'bulk' | 'delta' | 'absent';

/** What manifest.csv says of the archive. */
export interface Manifest {
  readonly version?: string;
  readonly systemName?: string;
  readonly systemCode?: string;
  /** By file name without `.csv`, as far as the manifest says. */
  readonly files: Readonly<Partial<Record<string, Mode>>>;
}

export const NO_MANIFEST: Manifest = { files: {} };

function isMode(text: string): text is Mode {
  return text === 'bulk' || text === 'delta' || text === 'absent';
}

/** Reads the properties of a manifest, each in a row of its own (1.1 §4.1, 1.2 §4.1). @throws Refusal */
export async function readManifest(table: Table<keyof typeof MANIFEST>): Promise<Manifest> {
  const properties = new Map<string, string>();
  for await (const { cells } of table.rows()) {
    const { propertyName, value } = cells;
    if (propertyName !== undefined && value !== undefined && properties.size < MOST_PROPERTIES)
      properties.set(propertyName.toLowerCase(), value);
  }
  const files = [...properties].flatMap(([name, value]) => {
    const mode = value.toLowerCase();
    return name.startsWith('file.') && isMode(mode) ? [[name.slice('file.'.length), mode] as const] : [];
  });
  const version = properties.get('oneroster.version');
  const systemName = fitText(properties.get('source.systemname'), 200, 'manifest.csv', () => undefined);
  const systemCode = fitText(properties.get('source.systemcode'), 120, 'manifest.csv', () => undefined);
  return {
    ...(version !== undefined && /^\d+(?:\.\d+){0,2}$/u.test(version) ? { version } : {}),
    ...(systemName === undefined ? {} : { systemName }),
    ...(systemCode === undefined ? {} : { systemCode }),
    files: Object.fromEntries(files),
  };
}

const MOST_PROPERTIES = 200;
