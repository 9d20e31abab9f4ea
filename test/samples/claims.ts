import { fhirR4 } from '@mash-gateway/adapters/fhir-r4';
import type { Adapter } from '@mash-gateway/adapters';

/** Which adapter reads a folder of samples, or why none does. */
export type Claim = { readonly adapter: Adapter; readonly mediaType: string } | { readonly adapter: undefined; readonly reason: string };

const unclaimed = (reason: string): Claim => ({ adapter: undefined, reason });
const fhirJson: Claim = { adapter: fhirR4, mediaType: 'application/fhir+json' };

export const CLAIMS: Readonly<Record<string, Claim>> = {
  'pds-fhir': fhirJson,
  'synthea-r4': fhirJson,
  'dch-stu3': unclaimed('FHIR STU3: no adapter yet (fhir-stu3)'),
  'nems-events-stu3': unclaimed('FHIR STU3 messages: no adapter yet (fhir-stu3)'),
  'moj-cjse-bichard': unclaimed('Criminal justice exchange XML: no adapter yet (cjse)'),
  'moj-commonplatform': unclaimed('Common Platform hearing JSON: no adapter yet (cjse)'),
  'nibrs-ndex': unclaimed('NIEM incident XML: no adapter yet (niem)'),
  'sif-uk': unclaimed('SIF UK XML: no adapter yet (sif-uk)'),
  'dfe-sui': unclaimed('Test data of a prototype index, in no published format: no adapter planned'),
};

/** Why a file that names a person gives no record. First match wins; a file that no rule covers fails the suite. */
export const NO_RECORD_REASONS: readonly { readonly file: RegExp; readonly reason: string }[] = [
  { file: /PatientPatch__/, reason: 'JSON Patch of a record held elsewhere: no resource, and the person patched is named only in the URL' },
  {
    file: /createNewPdsRecordAtBirth__/,
    reason: 'Template of a test tool: placeholders stand where FHIR wants dates and numbers, so it is refused whole',
  },
  { file: /RelatedPersonBundle|related_person_/, reason: 'Related people only: the child they belong to is not in the file' },
];
