/** Which chunk of how many: the header `Mex-Chunk-Range: number:total`. */
export interface ChunkRange {
  readonly number: number;
  readonly total: number;
}

/** A message of 20 GB, the most that MESH takes, in the smallest useful chunks. */
const MAX_CHUNKS = 20_000;

export function chunkRange(header: string | undefined): ChunkRange | undefined {
  const [, number, total] = /^\s*(\d{1,6})\s*:\s*(\d{1,6})\s*$/.exec(header ?? '') ?? [];
  return number === undefined || total === undefined ? undefined : { number: Number(number), total: Number(total) };
}

/**
 * How many chunks a message has, by the answer that brings the first: 206 with `1:n`, or 200 for the whole of it.
 * @returns undefined when status and range contradict each other
 */
export function totalChunks(status: number, range: ChunkRange | undefined): number | undefined {
  if (status === 206) return range?.number === 1 && range.total > 1 && range.total <= MAX_CHUNKS ? range.total : undefined;
  // The published example of a whole message carries 2:2: what counts is that none follows.
  return range === undefined || range.number >= range.total ? 1 : undefined;
}

/** Whether an answer is the chunk that was asked for: 206 while others follow, 200 for the last, and the range, where it is said, the same. */
export function isChunk(asked: ChunkRange, status: number, range: ChunkRange | undefined): boolean {
  const last = asked.number === asked.total;
  const said = range === undefined || (range.number === asked.number && range.total === asked.total);
  return said && status === (last ? 200 : 206);
}
