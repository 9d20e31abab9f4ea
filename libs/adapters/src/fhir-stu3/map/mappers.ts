import type { Encounter, Involvement, Referral } from '@mash-gateway/contracts';
import { fitText, kept, present } from '../../kit/texts.js';
import { account, related, words, type EntryMapper, type EntryMapping, type Facts } from '../../fhir/map/entry-mapping.js';
import { carePlan } from '../../fhir/map/map-care-plan.js';
import { oneCoding } from '../../fhir/map/map-codings.js';
import { communication } from '../../fhir/map/map-communication.js';
import { composition } from '../../fhir/map/map-documents.js';
import { encounter } from '../../fhir/map/map-encounter.js';
import { observation } from '../../fhir/map/map-observation.js';
import { professional } from '../../fhir/map/map-professionals.js';
import { organisation } from '../../fhir/map/map-organisations.js';
import { other } from '../../fhir/map/map-others.js';
import { serviceRequest } from '../../fhir/map/map-service-request.js';
import type { Element } from '../../fhir/read/element.js';
import { lookup } from '../../fhir/read/lookup.js';
import { CHILD_HEALTH_EVENTS } from '../codes/events.js';
import { messageEvent, relatedPersons } from '../message.js';
import { allergy, consent, medication } from './treatment.js';
import { extensionNamed } from './extension-named.js';
import { immunisation } from './immunisation.js';
import { asPlan, legalStatus } from './legal.js';
import { questionnaire } from './questionnaire.js';
import { sectionText } from './narrative.js';
import { asSafetyAlert } from './safety-alert.js';

/** Mappers of resource types that STU3 messages of the NHS say more in than R4 has a place for. */
const MAPPERS: Readonly<Record<string, EntryMapper>> = lookup({
  Observation: observed,
  EpisodeOfCare: legal(episode),
  Appointment: appointment,
  CareTeam: team,
  Communication: communicated,
  Consent: consent,
  AllergyIntolerance: allergy,
  MedicationAdministration: medication,
  MedicationStatement: medication,
  MedicationRequest: medication,
  CarePlan: legal(carePlan),
  Encounter: attended,
  Immunization: immunisation,
  Composition: composed,
  QuestionnaireResponse: questionnaire,
  ReferralRequest: referred,
  ProcedureRequest: referred,
});

/** The mapper of a resource; undefined where the mapping of R4 says everything. */
export function mapperOf({ resourceType }: Element): EntryMapper | undefined {
  return MAPPERS[resourceType];
}

function observed(resource: Element, mapping: EntryMapping): Facts {
  const facts = legal(observation)(resource, mapping);
  const isAlert = messageEvent(mapping.submitted) === CHILD_HEALTH_EVENTS['CH029'];
  return isAlert ? asSafetyAlert(facts, resource, mapping) : facts;
}

function legal(mapper: EntryMapper): EntryMapper {
  return (resource, mapping) => {
    const facts = mapper(resource, mapping);
    return legalStatus(resource) === undefined ? facts : asPlan(facts, resource, mapping);
  };
}

/** Emergency care: the status at discharge, and who came with the child (CH011). */
function attended(resource: Element, mapping: EntryMapping): Facts {
  const facts = encounter(resource, mapping);
  const status = extensionNamed(resource, /EmergencyCareDischargeStatus/u);
  const asked = related(resource.many('basedOn'), mapping);
  const came = messageEvent(mapping.submitted) === CHILD_HEALTH_EVENTS['CH011'] ? companions(mapping) : [];
  return {
    ...facts,
    people: [...(facts.people ?? []), ...came].slice(0, 50),
    relatedEntries: [...(facts.relatedEntries ?? []), ...asked].slice(0, 50),
    encounter: present<Encounter>({
      ...facts.encounter,
      dischargeStatus: oneCoding(status?.one('valueCodeableConcept'), mapping) ?? facts.encounter?.dischargeStatus,
    }),
  };
}

/** A RelatedPerson of an emergency attendance is the adult who came with the child. */
function companions({ submitted, personIdOf }: EntryMapping): Involvement[] {
  const ids = relatedPersons(submitted).flatMap((resource) => personIdOf(resource) ?? []);
  return ids.map((personId): Involvement => ({ personId, part: 'present' }));
}

/** What a Communication is about besides its subject stands in the entries that it leads to. */
function communicated(resource: Element, mapping: EntryMapping): Facts {
  const facts = communication(resource, mapping);
  return { ...facts, relatedEntries: [...(facts.relatedEntries ?? []), ...related(resource.many('about'), mapping)].slice(0, 50) };
}

/** An episode names the team that cares, and the referral it came from. */
function episode(resource: Element, mapping: EntryMapping): Facts {
  const facts = other(resource, mapping);
  const further = related([...resource.many('team'), ...resource.many('referralRequest')], mapping);
  return { ...facts, relatedEntries: [...(facts.relatedEntries ?? []), ...further].slice(0, 50) };
}

/** An appointment leads to why it was made. */
function appointment(resource: Element, mapping: EntryMapping): Facts {
  const facts = other(resource, mapping);
  const why = related([...resource.many('reasonReference'), ...resource.many('basedOn')], mapping);
  return { ...facts, relatedEntries: [...(facts.relatedEntries ?? []), ...why].slice(0, 50) };
}

function team(resource: Element, mapping: EntryMapping): Facts {
  return { ...other(resource, mapping), title: fitText(resource.text('name'), 300, resource.at('name'), mapping.report) };
}

/** Documents of ITK3 say most in the narrative of their sections. */
function composed(resource: Element, mapping: EntryMapping): Facts {
  const facts = composition(resource, mapping);
  const sections = sectionsOf(resource);
  const said = sections.map((section) => sectionText(section) ?? section.text('title'));
  const narrative = fitText(account(...said), 32_000, resource.at('section'), mapping.report);
  const attested = kept(resource.many('attester').map((item) => professional(item.one('party'), 'Attester', mapping)));
  return { ...facts, narrative, professionals: [...(facts.professionals ?? []), ...attested].slice(0, 20) };
}

function sectionsOf(element: Element): Element[] {
  return element.many('section').flatMap((section) => [section, ...sectionsOf(section)]);
}

/** A ReferralRequest or ProcedureRequest, with the source of the referral (Digital Child Health CH028). */
function referred(resource: Element, mapping: EntryMapping): Facts {
  const facts = serviceRequest(resource, mapping);
  const source = extensionNamed(resource, /SourceOfReferral/u);
  return {
    ...facts,
    kind: 'referral',
    organisation: organisation(resource.one('onBehalfOf'), 'health-organisation', mapping),
    narrative: account(facts.narrative, words(resource, 'description', mapping)),
    referral: present<Referral>({
      ...facts.referral,
      source: facts.referral?.source ?? oneCoding(source?.one('valueCodeableConcept'), mapping),
    }),
  };
}
