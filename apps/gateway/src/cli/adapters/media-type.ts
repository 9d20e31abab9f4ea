import type { Adapter } from '@mash-gateway/adapters';

/** The media type of a file: the one named, else the adapter's own for the syntax its extension or first character shows. */
export function mediaTypeOf(adapter: Adapter, file: string, firstBytes: Uint8Array, named?: string): string {
  if (named !== undefined) return named.toLowerCase();
  const syntax = syntaxOf(file, firstBytes);
  return adapter.mediaTypes.find((type) => type.includes(syntax)) ?? adapter.mediaTypes[0] ?? 'application/octet-stream';
}

function syntaxOf(file: string, firstBytes: Uint8Array): string {
  const extension = /\.(ndjson|json|xml|csv|tsv|zip)$/i.exec(file)?.[1]?.toLowerCase();
  if (extension === 'tsv') return 'tab-separated';
  if (extension !== undefined) return extension;
  const start = new TextDecoder('utf-8').decode(firstBytes.slice(0, 64)).trimStart();
  if (start.startsWith('<')) return 'xml';
  if (start.startsWith('PK')) return 'zip';
  return /^[[{]/u.test(start) ? 'json' : 'csv';
}
