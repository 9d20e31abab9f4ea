/** One step of the schema. A released step never changes; a new one is added. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}
