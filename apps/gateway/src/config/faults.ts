/** The configuration cannot be used. Carries every fault at once, each a sentence that begins with where it is. */
export class ConfigFaults extends Error {
  override readonly name = 'ConfigFaults';

  constructor(
    readonly source: string,
    readonly faults: readonly string[],
  ) {
    super(`The configuration ${source} cannot be used:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  }
}
