/** How the bytes of a file are to be read, told by its name. */
export interface NamedContent {
  readonly contentType: string | undefined;
  readonly gzip: boolean;
}

const BY_ENDING = new Map(
  Object.entries({
    xml: 'application/xml',
    json: 'application/json',
    ndjson: 'application/x-ndjson',
    csv: 'text/csv',
    tsv: 'text/tab-separated-values',
    tab: 'text/tab-separated-values',
    txt: 'text/plain',
    zip: 'application/zip',
  }),
);

/** @param configured the Content-Type of every file of the feed, where one is configured */
export function contentOfName(name: string, configured?: string): NamedContent {
  const gzip = /\.gz$/i.test(name);
  const ending = /\.([a-z]+)$/i.exec(gzip ? name.slice(0, -3) : name)?.[1]?.toLowerCase();
  return { contentType: configured ?? (ending === undefined ? undefined : BY_ENDING.get(ending)), gzip };
}
