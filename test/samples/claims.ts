import { cjse } from '@mash-gateway/adapters/cjse';
import { fhirR4 } from '@mash-gateway/adapters/fhir-r4';
import { fhirStu3 } from '@mash-gateway/adapters/fhir-stu3';
import { niem } from '@mash-gateway/adapters/niem';
import { sifUk } from '@mash-gateway/adapters/sif-uk';
import type { Adapter } from '@mash-gateway/adapters';
import type { Issue } from '@mash-gateway/contracts';
import type { FactFormat } from './count/count-facts.mjs';

/** Which adapter reads a file, and how its facts are counted; or why none does. */
export type Claim =
  | { readonly adapter: Adapter; readonly mediaType: string; readonly facts: FactFormat }
  | { readonly adapter: undefined; readonly reason: string };

interface FolderClaim {
  readonly adapter: Adapter;
  readonly facts: FactFormat;
  /** Media type by file extension. */
  readonly mediaTypes: Readonly<Record<string, string>>;
}

const CLAIMS: Readonly<Record<string, FolderClaim>> = {
  'pds-fhir': { adapter: fhirR4, facts: 'fhir', mediaTypes: { json: 'application/fhir+json' } },
  'synthea-r4': { adapter: fhirR4, facts: 'fhir', mediaTypes: { json: 'application/fhir+json' } },
  'dch-stu3': { adapter: fhirStu3, facts: 'fhir', mediaTypes: { json: 'application/fhir+json', xml: 'application/fhir+xml' } },
  'nems-events-stu3': { adapter: fhirStu3, facts: 'fhir', mediaTypes: { xml: 'application/fhir+xml' } },
  'moj-cjse-bichard': { adapter: cjse, facts: 'cjse', mediaTypes: { xml: 'application/xml' } },
  'moj-commonplatform': { adapter: cjse, facts: 'cjse', mediaTypes: { json: 'application/json' } },
  'nibrs-ndex': { adapter: niem, facts: 'niem', mediaTypes: { xml: 'application/xml' } },
  'sif-uk': { adapter: sifUk, facts: 'sif', mediaTypes: { xml: 'application/xml' } },
};

/** Folders that no adapter reads, and why. */
const UNCLAIMED: Readonly<Record<string, string>> = {
  'dfe-sui': 'Test data of a prototype index, in no published format: no adapter planned',
};

/** @throws Error for a folder that is neither claimed nor listed as unclaimed, and for a file of an unknown kind */
export function claimOf(file: string): Claim {
  const folder = file.split('/')[0] ?? '';
  const reason = UNCLAIMED[folder];
  if (reason !== undefined) return { adapter: undefined, reason };
  const claim = CLAIMS[folder];
  const mediaType = claim?.mediaTypes[/\.(\w+)$/u.exec(file)?.[1] ?? ''];
  if (claim === undefined || mediaType === undefined) throw new Error(`No claim covers ${file}: add its folder to test/samples/claims.ts.`);
  return { adapter: claim.adapter, facts: claim.facts, mediaType };
}

/** Why a file that names a person gives no record: by what the file is, or by what the adapter says of it. First match wins. */
const NO_RECORD_REASONS: readonly { readonly file: RegExp; readonly code?: Issue['code']; readonly reason: string }[] = [
  { file: /PatientPatch__/, reason: 'JSON Patch of a record held elsewhere: no resource, and the person patched is named only in the URL' },
  {
    file: /createNewPdsRecordAtBirth__/,
    reason: 'Template of a test tool: placeholders stand where FHIR wants dates and numbers, so it is refused whole',
  },
  { file: /RelatedPersonBundle|related_person_/, reason: 'Related people only: the child they belong to is not in the file' },
  { file: /Practitioner|WorkforcePersonal/, reason: 'Staff only: nobody who could be a child' },
  { file: /ContactPersonal/, reason: 'A contact only: the child it belongs to is not in the file' },
  { file: /./, code: 'xml.malformed', reason: 'Refused whole: a comment stands before the XML declaration' },
  { file: /./, code: 'child.missing-birth-date', reason: 'A defendant without a date of birth: nobody says that it is a child' },
  { file: /NDEx-NIBRS\.xml/, reason: 'Nobody in it has a date of birth or an age below eighteen' },
  { file: /./, code: 'child.adult', reason: 'Adults only: nobody under eighteen on the day of receipt' },
];

/** Empty when no rule covers the file, which fails the suite. */
export function noRecordReason(file: string, issues: readonly Issue[]): string {
  const codes = new Set(issues.map(({ code }) => code));
  return NO_RECORD_REASONS.find((rule) => rule.file.test(file) && (rule.code === undefined || codes.has(rule.code)))?.reason ?? '';
}
