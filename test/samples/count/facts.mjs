/** Six kinds of distinct facts, empty. A fact is counted once per file however often it is repeated. */
export function noFacts() {
  return {
    people: 0,
    identifiers: new Set(),
    names: new Set(),
    birthDates: new Set(),
    eventDates: new Set(),
    codedItems: new Set(),
  };
}

/** An identifier or coded item with its system; `|value` where the format names no system. */
export function pair(system, value) {
  return `${system ?? ''}|${value}`;
}
