import type { Information } from '@mash-gateway/contracts';

/** An information entry before it has its number in the record. */
export type Entry = Omit<Information, 'entryId'>;
