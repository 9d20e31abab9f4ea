import type { Issue, Problem } from '@mash-gateway/contracts';

/** A FHIR R4 OperationOutcome (hl7.org/fhir/R4/operationoutcome.html). */
export interface OperationOutcome {
  readonly resourceType: 'OperationOutcome';
  readonly id?: string;
  readonly issue: readonly OutcomeIssue[];
}

export interface OutcomeIssue {
  readonly severity: 'error' | 'warning' | 'information';
  /** Of the value set issue-type. */
  readonly code: string;
  readonly details: { readonly coding: readonly { readonly system: string; readonly code: string }[]; readonly text?: string };
  readonly diagnostics?: string;
  readonly expression?: readonly string[];
}

/** Where catalogue codes are described; relative to the gateway. */
export const ISSUE_SYSTEM = 'https://mash-gateway.example/problems';

/** A refusal as FHIR says it. Carries codes, rules and locations, never a value of the message. */
export function operationOutcomeOf(refusal: Problem, instance: string): OperationOutcome {
  const issues = refusal.issues ?? [];
  if (issues.length === 0)
    return {
      resourceType: 'OperationOutcome',
      issue: [
        { severity: 'error', code: issueTypeOf(refusal.code), details: detailsOf(refusal.code, refusal.detail), diagnostics: instance },
      ],
    };
  return outcomeOfIssues(issues);
}

export function outcomeOfIssues(issues: readonly Issue[]): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: issues.map(outcomeIssue) };
}

function outcomeIssue({ code, severity, location, rule }: Issue): OutcomeIssue {
  return {
    severity,
    code: issueTypeOf(code),
    details: detailsOf(code, rule),
    ...(isFhirPath(location) ? { expression: [location] } : { diagnostics: location }),
  };
}

function detailsOf(code: string, text: string | undefined): OutcomeIssue['details'] {
  return { coding: [{ system: ISSUE_SYSTEM, code }], ...(text === undefined ? {} : { text }) };
}

/** FHIRPath of an element, e.g. `Bundle.entry[0].resource.identifier[1]`; anything else is a place in the text or in the record. */
function isFhirPath(location: string): boolean {
  return /^[A-Z][A-Za-z]+(?:\.[A-Za-z]+(?:\[\d+\])?)*$/.test(location);
}

/** Catalogue code to the value set issue-type, by its most telling part. */
function issueTypeOf(code: string): string {
  const exact: Readonly<Record<string, string>> = {
    'body.too-large': 'too-long',
    'record.too-large': 'too-long',
    'body.media-type': 'not-supported',
    'format.unsupported': 'not-supported',
    'format.missing': 'required',
    'format.value': 'value',
    'format.reference': 'not-found',
    'code.unknown': 'code-invalid',
    'date.unreadable': 'value',
    'request.credential-missing': 'login',
    'request.credential-expired': 'expired',
    'request.not-allowed': 'forbidden',
    'request.not-found': 'not-found',
    'feed.unknown': 'not-found',
    'request.too-many': 'throttled',
    'request.in-progress': 'conflict',
    'idempotency.conflict': 'conflict',
    'duplicate.submission': 'duplicate',
    'agreement.missing': 'suppressed',
    'source.withheld': 'suppressed',
    'gateway.fault': 'exception',
    'gateway.unavailable': 'transient',
    'gateway.stopping': 'transient',
    'request.timeout': 'timeout',
  };
  const found = exact[code];
  if (found !== undefined) return found;
  const family = code.split('.')[0] ?? '';
  if (['body', 'json', 'xml', 'limit', 'format', 'request'].includes(family)) return 'structure';
  return family === 'child' ? 'business-rule' : 'invalid';
}
