import type { Measure, Severity } from '@mash-gateway/contracts';
import { kept } from '../../kit/texts.js';
import { SEVERITY } from '../../fhir/codes/codes-care.js';
import { account, words, type EntryMapping, type Facts } from '../../fhir/map/entry-mapping.js';
import { codesOf } from '../../fhir/map/map-codings.js';
import { organisation } from '../../fhir/map/map-organisations.js';
import { other } from '../../fhir/map/map-others.js';
import { measureOf, quantity } from '../../fhir/map/map-values.js';
import type { Element } from '../../fhir/read/element.js';
import { lookup } from '../../fhir/read/lookup.js';

const REACTION_SEVERITY = 'http://hl7.org/fhir/reaction-event-severity';

/** What doubt or error does to the state of an allergy (http://hl7.org/fhir/allergy-verification-status). */
const VERIFIED: Readonly<Record<string, Facts['state']>> = lookup<Facts['state']>({
  unconfirmed: 'provisional',
  refuted: 'inactive',
  'entered-in-error': 'entered-in-error',
});

/** An AllergyIntolerance with what happened: the reactions in words and their severity. */
export function allergy(resource: Element, mapping: EntryMapping): Facts {
  const facts = other(resource, mapping);
  const reactions = resource.many('reaction');
  const severities = reactions.flatMap((reaction): Severity[] => {
    const code = reaction.text('severity');
    return code === undefined ? [] : [{ scheme: REACTION_SEVERITY, original: code.slice(0, 100), normalised: SEVERITY[code] ?? 'unknown' }];
  });
  return {
    ...facts,
    kind: 'allergy',
    state: VERIFIED[codesOf(resource.one('verificationStatus'))[0] ?? ''] ?? facts.state,
    severities: severities.length > 0 ? severities.slice(0, 10) : facts.severities,
    narrative: account(facts.narrative, ...reactions.map((reaction) => words(reaction, 'description', mapping))),
  };
}

/** Medication stated, asked for or given, with its dose as a figure and on whose behalf it was asked for. */
export function medication(resource: Element, mapping: EntryMapping): Facts {
  const facts = other(resource, mapping);
  const dosages = [...resource.many('dosage'), ...resource.many('dosageInstruction')];
  const doses = dosages.map((dosage): Measure | undefined => {
    const dose = dosage.one('dose') ?? dosage.one('doseQuantity');
    return dose && measureOf('Dose', quantity(dose, mapping));
  });
  return {
    ...facts,
    measures: [...(facts.measures ?? []), ...kept(doses)].slice(0, 100),
    organisation: facts.organisation ?? organisation(resource.one('onBehalfOf'), 'health-organisation', mapping),
  };
}

/** A Consent, with the policy it follows and what it excepts: a denial is as much a fact as a consent. */
export function consent(resource: Element, mapping: EntryMapping): Facts {
  const facts = other(resource, mapping);
  const policy = resource.text('policyRule');
  const excepted = resource.many('except').map((item): Measure | undefined => {
    const type = item.text('type');
    return type === undefined ? undefined : { name: 'Exception', value: type.slice(0, 4000) };
  });
  const stated: (Measure | undefined)[] = [
    policy === undefined ? undefined : { name: 'Policy', value: policy.slice(0, 4000) },
    ...excepted,
  ];
  return { ...facts, measures: [...(facts.measures ?? []), ...kept(stated)].slice(0, 100) };
}
