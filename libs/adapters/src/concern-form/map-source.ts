import type { Child, Organisation, Professional, Source, Telecom } from '@mash-gateway/contracts';
import { momentOf } from '../kit/dates.js';
import { warning } from '../kit/issues.js';
import { kept, present, wholeId } from '../kit/texts.js';
import { AGENCY } from './codes.js';
import { coded, dated, reading, words, type Form } from './form.js';

/** Who maps, as the record names it. */
export const ADAPTER = { id: 'concern-form', version: '1.0.0' } as const;

/** Who sent the form and when it was filled in: the same form sent again has the same id, a corrected one a higher sequence. */
export function sourceOf(form: Form, child: Child): Source {
  const reference = words(form, 'formReference', 120);
  const authoredAt = momentOf(dated(form, 'completedAt'), reading(form, 'completedAt'));
  const isOwn = reference !== undefined && !form.sharesReference(reference);
  if (reference !== undefined && !isOwn)
    form.report(
      warning('format.ambiguous-child', form.at('formReference'), 'Another form has this reference: neither can be corrected by it'),
    );
  return present<Source>({
    agency: coded(form, 'senderAgency', AGENCY)?.normalised ?? 'other',
    organisation: organisation(form),
    standard: 'MASH Gateway concern form 1',
    adapter: ADAPTER.id,
    mappingVersion: ADAPTER.version,
    sourceRecordId: isOwn ? sourceRecordId(reference, child) : undefined,
    position: form.position,
    sequence: authoredAt === undefined ? undefined : sequenceOf(authoredAt),
    change: 'partial',
    authoredAt,
    author: author(form),
    references: reference === undefined ? undefined : [{ type: 'referral', value: reference }],
  });
}

/**
 * The form's reference together with the child's name: a reference that somebody also writes on the form of a brother or sister must not
 * make that form a new version of this one, which would take this child's concern back.
 */
function sourceRecordId(reference: string, { names }: Child): string | undefined {
  const official = names?.find(({ use }) => use === 'official');
  const name = [official?.family, ...(official?.given ?? [])].join(' ').trim().toLowerCase().replace(/\s+/gu, ' ');
  return name === '' ? undefined : wholeId(ADAPTER.id, reference, name);
}

function organisation(form: Form): Organisation | undefined {
  const name = words(form, 'senderOrganisation', 300);
  return name === undefined ? undefined : { type: 'unknown', name };
}

function author(form: Form): Professional | undefined {
  const text = words(form, 'senderName', 300);
  const role = words(form, 'senderRole', 200);
  const telecoms = contacts(form);
  if (text === undefined && role === undefined && telecoms === undefined) return undefined;
  return present<Professional>({ role, name: text === undefined ? undefined : { use: 'unknown', text }, telecoms });
}

function contacts(form: Form): Telecom[] | undefined {
  const phone = words(form, 'senderPhone', 300);
  const email = words(form, 'senderEmail', 300);
  const telecoms: Telecom[] = kept([
    phone === undefined ? undefined : { kind: 'phone' as const, value: phone, use: 'work' as const },
    email === undefined ? undefined : { kind: 'email' as const, value: email, use: 'work' as const },
  ]);
  return telecoms.length === 0 ? undefined : telecoms;
}

/** Times without an offset are read as UTC: they order forms of one sender among themselves and nothing else. */
function sequenceOf(moment: string): number | undefined {
  if (moment.length < 10) return undefined;
  const time = Date.parse(moment.length === 10 || /(?:Z|[+-]\d\d:\d\d)$/u.test(moment) ? moment : `${moment}Z`);
  return Number.isFinite(time) && time >= 0 ? time : undefined;
}
