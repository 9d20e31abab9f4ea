import type { Measure } from '@mash-gateway/contracts';
import { warning } from '../../kit/issues.js';
import { fitText, kept } from '../../kit/texts.js';
import { actors, related, type EntryMapping, type Facts } from './entry-mapping.js';
import { LIST_KIND } from '../codes/codes-care.js';
import type { Element } from '../read/element.js';
import { codings } from './map-codings.js';
import { moment, whenAt } from './map-periods.js';
import { stateOf } from './map-state.js';

/** How many CP-IS says it has found. */
const TOTALS = [
  ['https://fhir.nhs.uk/R4/StructureDefinition/Extension-CPIS-TotalCarePlans', 'Care plans found'],
  ['https://fhir.nhs.uk/R4/StructureDefinition/Extension-CPIS-TotalRecords', 'Accesses found'],
] as const;

/** A List: what it lists is linked. A CP-IS list also says how many there are, and fewer listed than said is flagged. */
export function list(resource: Element, mapping: EntryMapping): Facts {
  const stated = codings(resource.one('code'), mapping);
  const items = resource.many('entry').flatMap((entry) => entry.one('item') ?? []);
  return {
    kind: stated.map(({ code }) => LIST_KIND[code ?? '']).find((kind) => kind !== undefined) ?? 'document',
    codes: stated,
    state: stateOf(resource, 'status', mapping),
    occurredAt: whenAt(resource, 'date', mapping),
    recordedAt: moment(resource, 'date', mapping),
    title: fitText(resource.text('title'), 300, resource.at('title'), mapping.report),
    measures: kept(TOTALS.map(([url, name]) => total(resource, { url, name, listed: items.length }, mapping))),
    relatedEntries: related(items, mapping),
    ...actors([{ reference: resource.one('source'), part: 'author', role: 'Source' }], mapping),
  };
}

interface Total {
  readonly url: string;
  readonly name: string;
  readonly listed: number;
}

function total(resource: Element, { url, name, listed }: Total, { report }: EntryMapping): Measure | undefined {
  const extension = resource.extension(url);
  const value = extension?.text('valuePositiveInt') ?? extension?.text('valueInteger') ?? extension?.text('valueUnsignedInt');
  if (extension === undefined || value === undefined || !/^\d{1,9}$/u.test(value)) return undefined;
  if (Number(value) !== listed) report(warning('format.count-mismatch', extension.path, 'The list holds another number than it says'));
  return { name, value, quantity: value };
}
