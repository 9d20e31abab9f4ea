import { DEFAULT_LIMITS, type Adapter, type AdapterInput, type Inspection, type Limits, type Mapped } from '../kit/adapter.js';

/** What an adapter makes of one body: what `expected.json` holds. */
export interface ExpectedOutcome {
  readonly inspection: Inspection;
  /** Empty when the body was refused whole. */
  readonly items: readonly Mapped[];
}

/** The moment at which fixtures are received. */
export const FIXTURE_NOW = new Date('2026-11-24T12:00:00Z');

/** Runs both passes as the gateway does. */
export async function outcomeOf(
  adapter: Adapter,
  input: AdapterInput,
  now: Date = FIXTURE_NOW,
  limits: Limits = DEFAULT_LIMITS,
): Promise<ExpectedOutcome> {
  const inspection = await adapter.inspect(input, { now, limits });
  return { inspection, items: inspection.accepted ? await mapAll(adapter, input, now, limits) : [] };
}

/** The second pass alone: also after a refusal it may not throw. */
export async function mapAll(adapter: Adapter, input: AdapterInput, now: Date, limits: Limits = DEFAULT_LIMITS): Promise<Mapped[]> {
  const items: Mapped[] = [];
  for await (const item of adapter.map(input, { now, limits })) items.push(item);
  return items;
}

/** As JSON has it: what is compared, and what leaves the adapter, is data without prototypes. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
