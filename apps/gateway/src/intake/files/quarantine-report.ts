import type { Issue } from '@mash-gateway/contracts';

/** Issues that a report names. */
const MAX_ISSUES = 100;

export interface Refusal {
  readonly feedId: string;
  readonly at: Date;
  readonly issues: readonly Issue[];
  /** Under which its bytes are kept, sealed, and may be replayed. */
  readonly deadLetter?: number;
}

/**
 * What lies beside a file in quarantine, for the person who looks after it: JSON with codes, places and rules, never a value or a name of
 * the message. The location of a file that was cut off is the place, or the record, where it ended.
 */
export function quarantineReport({ feedId, at, issues, deadLetter }: Refusal): string {
  const errors = issues.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  const report = {
    feedId,
    at: at.toISOString(),
    code: first?.code ?? 'body.unreadable',
    location: first?.location,
    rule: first?.rule,
    deadLetter,
    // A file is proved whole before anything of it is taken.
    published: 0,
    errors: errors.length,
    issues: issues.slice(0, MAX_ISSUES).map(({ code, severity, location, rule }) => ({ code, severity, location, rule })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
