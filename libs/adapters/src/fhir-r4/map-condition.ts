import type { Severity } from '@mash-gateway/contracts';
import { present } from '../kit/texts.js';
import { SEVERITY } from './codes-care.js';
import { actors, type EntryMapping, type Facts } from './entry-mapping.js';
import type { Element } from './element.js';
import { codesOf, codings } from './map-codings.js';
import { concernCategories, isChildConcern } from './map-concerns.js';
import { moment, whenOfChoice } from './map-periods.js';
import { stateOfConcept } from './map-state.js';
import type { Period } from '@mash-gateway/contracts';

/** A Condition. One whose code is a safeguarding concern about a child is a concern, which is never out of scope. */
export function condition(resource: Element, mapping: EntryMapping): Facts {
  const stated = codings(resource.one('code'), mapping);
  const refuted = codesOf(resource.one('verificationStatus'));
  const ended = resource.choice('abatement');
  return {
    kind: isChildConcern(stated) && mapping.standing !== 'adult' ? 'concern' : 'condition',
    codes: stated,
    categories: concernCategories(stated),
    state: stateFrom(refuted) ?? stateOfConcept(resource.one('clinicalStatus')),
    occurredAt: whenOfChoice(resource.choice('onset'), mapping),
    recordedAt: moment(resource, 'recordedDate', mapping),
    severities: severity(resource.one('severity'), 'severity'),
    period: ended ? present<Period>({ end: whenOfChoice(ended, mapping)?.start, start: undefined }) : undefined,
    ...actors(
      [
        { reference: resource.one('asserter'), part: 'informant', role: 'Asserter' },
        { reference: resource.one('recorder'), part: 'author', role: 'Recorder' },
      ],
      mapping,
    ),
  };
}

function stateFrom(verification: readonly string[]): Facts['state'] {
  if (verification.includes('entered-in-error')) return 'entered-in-error';
  if (verification.includes('refuted')) return 'inactive';
  return verification.includes('provisional') || verification.includes('differential') ? 'provisional' : undefined;
}

/** A graded severity: the words of the source, and what they come to. */
export function severity(concept: Element | undefined, scheme: string): Severity[] | undefined {
  if (!concept) return undefined;
  const [first] = concept.many('coding');
  const code = first?.text('code');
  const original = (first?.text('display') ?? concept.text('text') ?? code)?.slice(0, 100).trim();
  if (!original) return undefined;
  first?.pass('system');
  return [{ scheme, original, normalised: SEVERITY[code ?? ''] ?? 'unknown' }];
}
