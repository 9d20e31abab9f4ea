/** How long and how often: reduced for every change, full for a proof that is written down. */
export interface Size {
  readonly name: 'full' | 'reduced';
  /** Children whose messages are sent at the same time, each one after another. */
  readonly children: number;
  /** How long all brokers are away. */
  readonly brokersAwayMs: number;
  /** How long a connection stands half open, or a broker stands still. Full: longer than librdkafka's request and socket time limits, 30 s and 60 s. */
  readonly silentMs: number;
  /** How long an instance or a database stays away where nothing has to run out. */
  readonly awayMs: number;
  /** How often something short is done again. */
  readonly times: number;
}

export const REDUCED: Size = { name: 'reduced', children: 6, brokersAwayMs: 20_000, silentMs: 15_000, awayMs: 3_000, times: 1 };
export const FULL: Size = { name: 'full', children: 12, brokersAwayMs: 60_000, silentMs: 70_000, awayMs: 20_000, times: 5 };
