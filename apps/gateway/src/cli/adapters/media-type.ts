import type { Adapter } from '@mash-gateway/adapters';

/** The media type of a file: the one named, else the adapter's own for the syntax its extension or first character shows. */
export function mediaTypeOf(adapter: Adapter, file: string, firstBytes: Uint8Array, named?: string): string {
  if (named !== undefined) return named.toLowerCase();
  const syntax = syntaxOf(file, firstBytes);
  return adapter.mediaTypes.find((type) => type.includes(syntax)) ?? adapter.mediaTypes[0] ?? 'application/octet-stream';
}

function syntaxOf(file: string, firstBytes: Uint8Array): string {
  const extension = /\.(json|xml|csv)$/i.exec(file)?.[1]?.toLowerCase();
  if (extension !== undefined) return extension;
  const start = new TextDecoder('utf-8').decode(firstBytes.slice(0, 64)).trimStart();
  return start.startsWith('<') ? 'xml' : 'json';
}
