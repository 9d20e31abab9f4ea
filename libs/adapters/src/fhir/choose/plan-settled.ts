import type { Issue } from '@mash-gateway/contracts';
import { fault, notice, warning } from '../../kit/issues.js';
import { OUTCOMES } from '../codes/codes-outcomes.js';
import type { Element } from '../read/element.js';
import type { Entry } from './entries.js';
import type { Position } from './position.js';

/** A position whose fate is known without looking at anybody. */
export type Settled = Extract<Position, { readonly entries: readonly Entry[] }>;

/** Entries whose fate is known without looking at anybody: answers, changes without a resource, entries without content. */
export function settle(entries: readonly Entry[]): Settled[] {
  return entries.flatMap((entry): Settled[] => {
    const settled = fate(entry);
    return settled ? [{ ...settled, entries: [entry] }] : [];
  });
}

function fate(entry: Entry): { readonly kind: 'refused' | 'nothing'; readonly issues: readonly Issue[] } | undefined {
  const { resource, method, path, type } = entry;
  if (method === 'DELETE') return undefined;
  if (method === 'PATCH')
    return { kind: 'refused', issues: [fault('format.unsupported', path, 'A patch changes a resource this adapter has not seen')] };
  if (resource === undefined && (method === 'GET' || method === 'HEAD'))
    return { kind: 'refused', issues: [fault('format.unsupported', path, 'A question: this adapter takes statements')] };
  if (resource === undefined) return { kind: 'refused', issues: [...entry.issues, fault('format.missing', path, 'No resource to read')] };
  if (type === 'OperationOutcome') return { kind: 'nothing', issues: outcomeIssues(resource) };
  if (entry.outcome) return { kind: 'nothing', issues: [notice('format.no-child', path, 'An outcome of the search, not a match')] };
  if (type === 'Person')
    return { kind: 'nothing', issues: [warning('format.unsupported', path, 'A Person links records and is no record; send the Patient')] };
  return undefined;
}

/** "No records" is not "no answer": the outcome's own code says which. */
function outcomeIssues(outcome: Element): Issue[] {
  const issues = outcome.many('issue').map((issue) => {
    issue.pass('severity', 'diagnostics', 'location', 'expression');
    const detail =
      issue
        .one('details')
        ?.many('coding')
        .map((coding) => coding.text('code') ?? '') ?? [];
    const known = [...detail, issue.text('code') ?? ''].find((code) => Object.hasOwn(OUTCOMES, code));
    return notice(
      'format.no-child',
      issue.path,
      known === undefined ? 'The sender answers with an outcome and no records' : OUTCOMES[known],
    );
  });
  return issues.length > 0 ? issues : [notice('format.no-child', outcome.path, 'The sender answers with an outcome and no records')];
}
