import { About, Many, Value } from '../field/field.js';
import { matching, oneOf, text, whole } from '../field/scalar.js';
import { Issue } from '../record/provenance.js';
import type { CatalogueEntry } from './catalogue-entry.js';
import { ISSUE_CATALOGUE } from './issue-catalogue.js';
import { ISSUE_CODES, type IssueCode } from './issue-codes.js';
import { REQUEST_CATALOGUE, type RequestCode } from './request-catalogue.js';

/** Any code a refusal may carry: the code of an issue that refused the whole, or of the request itself. */
export type ProblemCode = IssueCode | RequestCode;

/** Every {@link ProblemCode}, issue codes first. */
export const PROBLEM_CODES: readonly ProblemCode[] = [...ISSUE_CODES, ...(Object.keys(REQUEST_CATALOGUE) as RequestCode[])];

/** Media type of a {@link Problem} (RFC 9457 §3). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Where a problem's type URI begins; the code follows. Relative to the gateway, which serves the catalogue entry there. */
export const PROBLEM_TYPE_BASE = '/problems/';

@About('Why a request was refused (RFC 9457): a catalogue code and locations, never a value from the message.')
export class Problem {
  @Value(matching('problemType', '/problems/[a-z]+\\.[a-z-]+', 100), {
    about: 'Stable URI of the problem, relative to the gateway (RFC 9457 section 3.1.1).',
    example: '/problems/json.malformed',
    required: true,
  })
  type!: string;
  @Value(text(200), { about: 'Short name, the same for every occurrence.', example: 'The JSON is not well-formed', required: true })
  title!: string;
  @Value(whole(400, 599), { about: 'HTTP status.', example: 400, required: true })
  status!: number;
  @Value(oneOf(PROBLEM_CODES), { about: 'Catalogue code.', example: 'json.malformed', required: true })
  code!: ProblemCode;
  @Value(text(300), { about: 'What the sender should do.', example: 'Correct the syntax at the location.', required: true })
  detail!: string;
  @Value(matching('requestInstance', 'urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}', 45), {
    about: 'Id of this occurrence, to quote when asking for help.',
    example: 'urn:uuid:0193a5b2-c7d8-7000-a1b2-c3d4e5f60718',
  })
  instance?: string;
  @Many(() => Issue, 500, { about: 'What is wrong, each with its location.' })
  issues?: Issue[];
}

/** What one occurrence of a problem adds to its catalogue entry. */
export interface Occurrence {
  /** Issues, at most 500; later ones are left out. */
  readonly issues?: readonly Issue[];
  /** `urn:uuid:` and the request's id. */
  readonly instance?: string;
}

/** The catalogue entry of a code. */
export function catalogueEntry(code: ProblemCode): CatalogueEntry {
  return isIssueCode(code) ? ISSUE_CATALOGUE[code] : REQUEST_CATALOGUE[code];
}

/** Builds the body of a refusal (RFC 9457 §3) from the catalogue and what occurred. */
export function problem(code: ProblemCode, occurrence: Occurrence = {}): Problem {
  const { title, status, advice } = catalogueEntry(code);
  return {
    type: `${PROBLEM_TYPE_BASE}${code}`,
    title,
    status,
    code,
    detail: advice,
    ...(occurrence.instance === undefined ? {} : { instance: occurrence.instance }),
    ...(occurrence.issues === undefined || occurrence.issues.length === 0 ? {} : { issues: occurrence.issues.slice(0, 500) }),
  };
}

/**
 * Builds the refusal of a whole submission from its issues: the first error, or else the first issue, names the problem.
 * @throws RangeError when there is no issue: a refusal always has a reason
 */
export function problemOf(issues: readonly Issue[], occurrence: Omit<Occurrence, 'issues'> = {}): Problem {
  const first = issues.find((issue) => issue.severity === 'error') ?? issues[0];
  if (first === undefined) throw new RangeError('a refusal needs at least one issue');
  return problem(first.code, { ...occurrence, issues });
}

function isIssueCode(code: ProblemCode): code is IssueCode {
  return code in ISSUE_CATALOGUE;
}
