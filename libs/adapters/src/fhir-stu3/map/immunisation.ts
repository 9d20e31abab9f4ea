import type { Measure } from '@mash-gateway/contracts';
import { fitText, kept, present } from '../../kit/texts.js';
import type { EntryMapping, Facts } from '../../fhir/map/entry-mapping.js';
import { allCodings } from '../../fhir/map/map-codings.js';
import { organisation } from '../../fhir/map/map-organisations.js';
import { other } from '../../fhir/map/map-others.js';
import { measureOf, quantity } from '../../fhir/map/map-values.js';
import type { Element } from '../../fhir/read/element.js';
import { extensionNamed } from './extension-named.js';

/**
 * An Immunization. CareConnect names the procedure beside the product; of a vaccination that was not given it is all
 * there is, with the reason.
 */
export function immunisation(resource: Element, mapping: EntryMapping): Facts {
  const facts = other(resource, mapping);
  const procedure = extensionNamed(resource, /VaccinationProcedure/u);
  const given = allCodings(kept([procedure?.one('valueCodeableConcept')]), mapping);
  const place = organisation(resource.one('location'), 'health-organisation', mapping);
  return {
    ...facts,
    codes: [...(facts.codes ?? []), ...given],
    outcomes: [...(facts.outcomes ?? []), ...allCodings(resource.many('statusReason'), mapping)].slice(0, 20),
    place: place ? present<NonNullable<Facts['place']>>({ organisation: place }) : undefined,
    measures: [...(facts.measures ?? []), ...details(resource, mapping)].slice(0, 100),
  };
}

function details(resource: Element, mapping: EntryMapping): Measure[] {
  const dose = resource.one('doseQuantity');
  const protocols = resource
    .many('protocolApplied')
    .flatMap((protocol) => [
      said('Dose number', protocol, 'doseNumberPositiveInt', mapping),
      said('Doses in the series', protocol, 'seriesDosesPositiveInt', mapping),
      said('Series', protocol, 'series', mapping),
      said('Protocol', protocol, 'description', mapping),
    ]);
  const maker = organisation(resource.one('manufacturer'), 'other', mapping);
  return kept([
    maker?.name === undefined ? undefined : { name: 'Manufacturer', value: maker.name },
    said('Batch number', resource, 'lotNumber', mapping),
    said('Primary source', resource, 'primarySource', mapping),
    dose && measureOf('Dose', quantity(dose, mapping)),
    ...protocols,
  ]);
}

function said(name: string, element: Element, member: string, mapping: EntryMapping): Measure | undefined {
  const value = fitText(element.text(member), 4000, element.at(member), mapping.report);
  return value === undefined ? undefined : { name, value };
}
