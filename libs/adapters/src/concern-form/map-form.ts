import { SCHEMA_VERSION, type Child, type MappedRecord } from '@mash-gateway/contracts';
import type { Mapped } from '../kit/adapter.js';
import { fault, IssueList, notice, warning } from '../kit/issues.js';
import { present } from '../kit/texts.js';
import { CONSENT } from './codes.js';
import { coded, words, type Form } from './form.js';
import { childOf, mustNotBeFound } from './map-child.js';
import { concernOf } from './map-concern.js';
import { peopleOf } from './map-people.js';
import { sourceOf } from './map-source.js';

/** What a hub needs to act within a day; each that is missing is told to the sender, and none of them stops the form. */
const WANTED = ['formReference', 'completedAt', 'senderName', 'senderOrganisation', 'immediateDanger', 'parentsAware', 'consent'] as const;

/** Makes the record of one form. */
export function mapForm(blank: Omit<Form, 'report'>): Mapped {
  const issues = new IssueList();
  const form: Form = { ...blank, report: issues.report };
  const { position } = form;
  const isSecret = mustNotBeFound(form);
  const child = childOf(form, isSecret);
  const people = peopleOf(form);
  const isOfAnUnborn = child.state === 'unborn' && people.length > 0;
  if (child.names === undefined && child.identifiers === undefined && !isOfAnUnborn) {
    const refused = fault('child.missing-name', form.where, 'Neither a name nor a number: nobody can be meant');
    return { kind: 'refused', position, issues: [...issues.all(), refused] };
  }
  const concern = concernOf(form, people);
  const source = sourceOf(form, child);
  tellMissing(form, child, concern.narrative);
  const consentSought = coded(form, 'consent', CONSENT)?.normalised;
  const handling = present<NonNullable<MappedRecord['handling']>>({
    restricted: isSecret ? true : undefined,
    consentSought,
    reasonIfNot: words(form, 'noConsentReason', 2000),
  });
  const record: MappedRecord = {
    schemaVersion: SCHEMA_VERSION,
    child,
    ...(people.length === 0 ? {} : { persons: people.map(({ person }) => person) }),
    information: [concern],
    source,
    ...(Object.keys(handling).length === 0 ? {} : { handling }),
  };
  const found = issues.all();
  return { kind: 'record', position, record: found.length === 0 ? record : { ...record, quality: { issues: [...found] } } };
}

function tellMissing(form: Form, child: Child, narrative: string | undefined): void {
  if (child.names === undefined) form.report(warning('child.missing-name', form.at('familyName')));
  if (child.birthDate === undefined && child.expectedBirthDate === undefined)
    form.report(notice('child.missing-birth-date', form.at('birthDate')));
  if (child.state === 'adult') form.report(notice('child.adult', form.at('birthDate'), 'Eighteen or older on the day of receipt'));
  if (narrative === undefined) form.report(warning('format.missing', form.at('whatHappened'), 'The form does not say what happened'));
  for (const name of WANTED)
    if (form.raw(name) === undefined) form.report(notice('format.missing', form.at(name), 'The form leaves this out'));
}
