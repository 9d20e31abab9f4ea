/** The value below which `share` (0 to 1) of the numbers lie, by nearest rank; NaN for none. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Median with the lowest and highest: what a few rounds on a shared machine can honestly say. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

export function spreadOf(numbers: readonly number[]): Spread {
  return { median: percentile(numbers, 0.5), lowest: percentile(numbers, 0), highest: percentile(numbers, 1) };
}
