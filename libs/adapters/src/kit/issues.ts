import type { Issue, IssueCode } from '@mash-gateway/contracts';

/** Takes an issue found while mapping. Mapping functions report; they never decide what becomes of the record. */
export type Report = (issue: Issue) => void;

/** Most issues one record may carry (contract: `quality.issues`). */
const MOST_ISSUES = 500;
const LONGEST_LOCATION = 500;
const LONGEST_RULE = 300;

/** The record or submission is refused because of this. */
export function fault(code: IssueCode, location: string, rule?: string): Issue {
  return issue('error', code, location, rule);
}

/** The record is taken, and someone should know this about it. */
export function warning(code: IssueCode, location: string, rule?: string): Issue {
  return issue('warning', code, location, rule);
}

/** The record is taken; this explains something about it. */
export function notice(code: IssueCode, location: string, rule?: string): Issue {
  return issue('information', code, location, rule);
}

/** The issues of one record in the order found, at most 500; what is beyond is counted by a final `limit.items`. */
export class IssueList {
  readonly #issues: Issue[] = [];
  #left = 0;

  /** Bound, so that it can be handed to a mapping function as a {@link Report}. */
  readonly report: Report = (issue) => {
    if (this.#issues.length < MOST_ISSUES - 1) this.#issues.push(issue);
    else this.#left += 1;
  };

  /** The issues found so far. */
  all(): readonly Issue[] {
    if (this.#left === 0) return [...this.#issues];
    return [...this.#issues, notice('limit.items', '/quality/issues', `${this.#left} further issues are not listed`)];
  }
}

/**
 * The sender's body is refused whole. Thrown only inside this package, where a stream has to be left from
 * within a parser's callback; `inspect` and `map` turn it into a value before anything leaves an adapter.
 */
export class Refusal extends Error {
  constructor(readonly issue: Issue) {
    super(issue.code);
    this.name = 'Refusal';
  }
}

/** Makes a {@link Refusal}. `rule` and `location` hold no value of the source. */
export function refusal(code: IssueCode, location: string, rule?: string): Refusal {
  return new Refusal(fault(code, location, rule));
}

function issue(severity: Issue['severity'], code: IssueCode, location: string, rule?: string): Issue {
  return { code, severity, location: clip(location, LONGEST_LOCATION) || '/', ...(rule ? { rule: clip(rule, LONGEST_RULE) } : {}) };
}

/** Locations hold element names, which a hostile sender chooses: keep them short and storable. */
function clip(text: string, length: number): string {
  return text.slice(0, length).replace(/\p{Cc}|\p{Surrogate}/gu, '?');
}
