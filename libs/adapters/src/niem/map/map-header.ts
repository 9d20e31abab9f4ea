import type { Coding, Organisation, Reference, Source, StatedHandling } from '@mash-gateway/contracts';
import { idPart } from '../../kit/id-part.js';
import { warning } from '../../kit/issues.js';
import { kept, present } from '../../kit/texts.js';
import { DATA_SENSITIVITY, DISSEMINATION } from '../codes/handling.js';
import type { Package } from '../read/documents.js';
import { coreVersion } from '../read/namespaces.js';
import type { Node } from '../read/node.js';
import { contactOf, oriOf } from './map-organisation.js';
import { Facts } from './facts.js';
import type { Reading } from './reading.js';

/** What a package says of itself: the same in the record of each of its children. */
export interface Header {
  readonly source: Omit<Source, 'adapter' | 'mappingVersion' | 'position' | 'sourceRecordId'>;
  readonly handling: Pick<StatedHandling, 'sensitivity' | 'labels'>;
  /** Who holds the item and its number there; together they name it. Undefined when the source gives none. */
  readonly owner: string | undefined;
  readonly itemId: string | undefined;
  /** Status of the item in the source's words. */
  readonly status: string | undefined;
  /** Month of the report (NIBRS). */
  readonly reportMonth: string | undefined;
}

type Change = Source['change'];

/** LEXS DataItemPublishInstruction. */
export const INSTRUCTIONS: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['insert', 'new'],
  ['update', 'update'],
  ['delete', 'delete'],
]);
/** NIBRS ReportActionCategoryCode: incident report, add, replace, delete; the flat file's modify. */
export const ACTIONS: ReadonlyMap<string, Change> = new Map<string, Change>([
  ['i', 'new'],
  ['a', 'new'],
  ['r', 'full'],
  ['m', 'update'],
  ['d', 'delete'],
]);

/** Reads what stands around the matter itself. */
export function headerOf(found: Package, reading: Reading): Header {
  switch (found.shape) {
    case 'lexs':
      return lexsHeader(found, reading);
    case 'nibrs':
      return nibrsHeader(found, reading);
    case 'exchange':
      return exchangeHeader(found, reading);
  }
}

function lexsHeader({ root, head }: Package, reading: Reading): Header {
  const meta = root.one('PackageMetadata');
  const owner = meta?.at('DataOwnerMetadata', 'DataOwnerIdentifier') ?? head.submitter?.one('SystemIdentifier');
  const itemNode = meta?.one('DataItemID');
  const itemId = reading.text(itemNode, 120);
  if (itemId === undefined) reading.report(warning('format.missing', `${meta?.path ?? root.path}/DataItemID`, 'A data item has an id'));
  const reference = reading.text(meta?.one('DataItemReferenceID'), 120);
  const sequence = reading.text(head.message?.one('MessageSequenceNumber'), 120);
  const version = plainVersion(head.message?.one('LEXSVersion')?.text);
  const category = reading.text(meta?.at('DataItemCategory', 'DataItemCategoryText'), 500);
  const organisation = agencyOf(owner, owner?.one('ORI'), reading);
  return {
    source: present<Header['source']>({
      agency: 'police',
      organisation,
      system: reading.text(owner?.one('SystemID'), 200),
      standard: version === undefined ? 'LEXS' : `LEXS ${version}`,
      change: changeOf(
        meta?.one('DataItemPublishInstruction'),
        INSTRUCTIONS,
        `${meta?.path ?? root.path}/DataItemPublishInstruction`,
        reading,
      ),
      authoredAt: reading.moment(head.message?.one('MessageDateTime')),
      author:
        contactOf(meta?.one('DataItemContact'), 'Contact for the item', reading) ??
        contactOf(meta?.at('DataOwnerMetadata', 'DataOwnerContact'), 'Contact of the owner', reading),
      messageType: category === undefined ? undefined : { text: category },
      createdAt: reading.moment(meta?.one('DataItemDate')),
      references: referencesOf([
        ['case', reference],
        ['message', sequence],
      ]),
    }),
    handling: handlingOf(meta, head.message, reading),
    owner: ownerOf(organisation, owner, reading),
    itemId,
    status: reading.text(meta?.one('DataItemStatus'), 200),
    reportMonth: undefined,
  };
}

function nibrsHeader({ root, head }: Package, reading: Reading): Header {
  const header = root.one('ReportHeader');
  const agency = header?.one('ReportingAgency');
  const facts = new Facts(agency ? [agency] : [], reading);
  const organisation = agencyOf(agency, facts.first('OrganizationORIIdentification'), reading);
  const id =
    root.at('Incident', 'ActivityIdentification', 'IdentificationID') ?? root.at('Arrest', 'ActivityIdentification', 'IdentificationID');
  const itemId = reading.text(id, 120);
  const category = reading.text(header?.one('NIBRSReportCategoryCode'), 120);
  const message = reading.text(head.message?.at('MessageIdentification', 'IdentificationID'), 120);
  const version = plainVersion(head.message?.one('MessageImplementationVersion')?.text);
  if (itemId === undefined && category?.toUpperCase() !== 'ZERO REPORT')
    reading.report(warning('format.missing', `${root.path}/ActivityIdentification`, 'A report has the number of its incident or arrest'));
  return {
    source: present<Header['source']>({
      agency: 'police',
      organisation,
      standard: version === undefined ? 'NIBRS' : `NIBRS ${version}`,
      change: changeOf(header?.one('ReportActionCategoryCode'), ACTIONS, `${header?.path ?? root.path}/ReportActionCategoryCode`, reading),
      authoredAt: reading.moment(head.message?.one('MessageDateTime')),
      messageType: category === undefined ? undefined : { system: `${header?.element.uri ?? ''}#NIBRSReportCategoryCode`, code: category },
      references: referencesOf([['message', message]]),
    }),
    handling: {},
    owner: ownerOf(organisation, undefined, reading),
    itemId,
    status: undefined,
    reportMonth: reading.moment(header?.one('ReportDate')),
  };
}

/** An exchange of its own: NIEM document metadata where it has it (nc:DocumentType). */
function exchangeHeader({ root }: Package, reading: Reading): Header {
  let version: string | undefined;
  let services = false;
  let ori: Node | undefined;
  let submitter: Node | undefined;
  for (const node of root.everything()) {
    version ??= coreVersion(node.element.uri);
    services ||= node.vocabulary === 'human-services';
    if (node.vocabulary === undefined) continue;
    if (node.name === 'OrganizationORIIdentification') ori ??= node.reading();
    if (node.name === 'DocumentSubmitter' || node.name === 'DocumentSource') submitter ??= node.reading();
  }
  const document = root.one('DocumentIdentification');
  const itemId = reading.text(document?.one('IdentificationID') ?? document, 120);
  const organisation = agencyOf(submitter, ori, reading, services ? 'local-authority' : 'police-force');
  return {
    source: present<Header['source']>({
      agency: services ? 'childrens-services' : 'police',
      organisation,
      standard: version === undefined ? 'NIEM' : `NIEM ${version}`,
      // Nothing says what became of earlier statements: this one states all it knows.
      change: 'full',
      authoredAt: reading.moment(root.one('DocumentCreationDate')),
    }),
    handling: {},
    owner: ownerOf(organisation, undefined, reading),
    itemId,
    status: undefined,
    reportMonth: undefined,
  };
}

/** An instruction nobody knows is read as an update: what it replaces is decided by order, and nothing is withdrawn by mistake. */
function changeOf(node: Node | undefined, list: ReadonlyMap<string, Change>, path: string, reading: Reading): Change {
  const written = node?.text;
  if (written === undefined) {
    reading.report(warning('format.missing', path, 'Says whether the item is new, changed or withdrawn; read as new'));
    return 'new';
  }
  const change = list.get(written.toLowerCase());
  if (change === undefined) reading.report(warning('code.unknown', path, 'Not an instruction of this list; read as an update'));
  return change ?? 'update';
}

function agencyOf(
  holder: Node | undefined,
  ori: Node | undefined,
  reading: Reading,
  type: Organisation['type'] = 'police-force',
): Organisation | undefined {
  const name = reading.text(
    holder?.one('OrganizationName') ??
      holder?.at('EntityOrganization', 'OrganizationName') ??
      holder?.at('Organization', 'OrganizationName'),
    300,
  );
  const identifiers = kept([ori && oriOf(ori, reading)]);
  return name === undefined && identifiers.length === 0 ? undefined : present<Organisation>({ type, name, identifiers });
}

/** The ORI where there is one; else the system and the name, as far as they are said. */
function ownerOf(organisation: Organisation | undefined, owner: Node | undefined, reading: Reading): string | undefined {
  const [ori] = organisation?.identifiers ?? [];
  const parts = kept([ori?.value ?? organisation?.name, reading.text(owner?.one('SystemID'), 100)]);
  return parts.length === 0 ? undefined : parts.map((part) => idPart(part)).join('/');
}

function referencesOf(rows: readonly (readonly [type: Reference['type'], value: string | undefined])[]): Reference[] {
  return rows.flatMap(([type, value]) => (value === undefined ? [] : [{ type, value }]));
}

const RANK = ['routine', 'sensitive', 'highly-sensitive'] as const;

/** The strictest of what the message and the item say; every word is kept as a label. */
function handlingOf(meta: Node | undefined, message: Node | undefined, reading: Reading): Header['handling'] {
  const sensitivity = reading.coded(DATA_SENSITIVITY, message?.one('DataSensitivity'));
  const criteria = (meta?.many('DisseminationCriteriaValue') ?? []).map((value) => {
    const domain = reading.text(value.one('DisseminationCriteriaDomainText'), 120);
    const coded = reading.coded(DISSEMINATION, value.one('DisseminationCriteriaText'));
    return (
      coded && {
        ...coded,
        original: (coded.original ?? []).map((coding): Coding => (domain === undefined ? coding : { ...coding, text: domain })),
      }
    );
  });
  const all = kept([sensitivity, ...criteria]);
  const strictest = all.reduce((most, { normalised }) => Math.max(most, RANK.indexOf(normalised)), -1);
  return present<Header['handling']>({
    sensitivity: RANK[strictest],
    labels: all.flatMap(({ original }) => original ?? []).slice(0, 10),
  });
}

/** A version is told in the record's standard, so only what can be nothing else is. */
function plainVersion(text: string | undefined): string | undefined {
  return text !== undefined && /^\d{1,4}(?:\.\d{1,4}){0,3}$/u.test(text) ? text : undefined;
}
