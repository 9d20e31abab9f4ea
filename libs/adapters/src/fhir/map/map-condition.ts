import type { Period, Severity, When } from '@mash-gateway/contracts';
import { fitText } from '../../kit/texts.js';
import type { Mapping } from './mapping.js';
import { SEVERITY } from '../codes/codes-care.js';
import { actors, type EntryMapping, type Facts } from './entry-mapping.js';
import type { Element } from '../read/element.js';
import { codesOf, codings } from './map-codings.js';
import { concernCategories } from './map-concerns.js';
import { moment, whenOfChoice } from './map-periods.js';
import { stateOfConcept } from './map-state.js';

/** A Condition, with its severity in the words of the source. */
export function condition(resource: Element, mapping: EntryMapping): Facts {
  const stated = codings(resource.one('code'), mapping);
  const refuted = codesOf(resource.one('verificationStatus'));
  const when = whenOfChoice(resource.choice('abatement'), mapping);
  return {
    kind: 'condition',
    codes: stated,
    // What was looked into and found not to be so is no concern; that it was is told beside the code.
    categories: refuted.includes('refuted') ? [] : concernCategories(stated),
    state: stateFrom(refuted) ?? stateOfConcept(resource.one('clinicalStatus')),
    occurredAt: whenOfChoice(resource.choice('onset'), mapping),
    recordedAt: moment(resource, 'recordedDate', mapping),
    severities: severity(resource.one('severity'), mapping),
    period: endOf(when),
    measures: when?.stated === undefined ? undefined : [{ name: 'abatement', value: when.stated }],
    ...actors(
      [
        { reference: resource.one('asserter'), part: 'informant', role: 'Asserter' },
        { reference: resource.one('recorder'), part: 'author', role: 'Recorder' },
      ],
      mapping,
    ),
  };
}

function endOf(when: When | undefined): Period | undefined {
  return when?.start === undefined ? undefined : { end: when.start };
}

function stateFrom(verification: readonly string[]): Facts['state'] {
  if (verification.includes('entered-in-error')) return 'entered-in-error';
  if (verification.includes('refuted')) return 'inactive';
  return verification.includes('provisional') || verification.includes('differential') ? 'provisional' : undefined;
}

/** A graded severity: the words of the source, and what they come to. */
export function severity(concept: Element | undefined, mapping: Mapping): Severity[] | undefined {
  if (!concept) return undefined;
  const [first] = concept.many('coding');
  const code = first?.text('code');
  const { report } = mapping;
  const written = first?.text('display') ?? concept.text('text') ?? code;
  const original = fitText(written, 100, concept.path, report);
  const scheme = fitText(first?.text('system'), 60, concept.path, report) ?? 'severity';
  if (original === undefined) return undefined;
  return [{ scheme, original, normalised: SEVERITY[code ?? ''] ?? 'unknown' }];
}
