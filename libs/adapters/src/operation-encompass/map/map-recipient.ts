import type { CareStatus, Child, Coding, Measure, Organisation, Professional, Source } from '@mash-gateway/contracts';
import { laEstab, schoolUrn } from '../../kit/identifiers.js';
import { warning } from '../../kit/issues.js';
import { kept, present } from '../../kit/texts.js';
import { EDUCATION, RECIPIENT } from '../codes.js';
import type { Group } from '../read/tree.js';
import { professionalOf } from './map-people.js';
import { codeIn, momentIn, textIn, type Reading } from './values.js';

/** Who is told about one child, and what the record says of it. */
export interface RecipientFacts {
  readonly child: Pick<Child, 'school' | 'yearGroup' | 'localAuthority' | 'careStatuses'>;
  readonly addressedTo: Source['addressedTo'];
  readonly keyAdult: Professional | undefined;
  /** Codes of the entry: where the child is educated, who is told. */
  readonly codes: readonly Coding[];
  readonly measures: readonly Measure[];
  /** The child is of the ages that the duty covers: reception to 17, wherever educated. */
  readonly isUnderDuty: boolean;
}

/**
 * Who is to be told: the school of a child at school; the local authority for a child who is electively home-educated or on no roll; an
 * early-years setting before reception, outside the duty. What the force says comes first; where it is not what the guidance says it is
 * reported, never changed.
 */
export function recipientOf(child: Group, reading: Reading): RecipientFacts {
  const { report } = reading;
  const education = child.group('education');
  const recipient = child.group('recipient');
  const status = codeIn(education, 'status', EDUCATION, reading);
  const stated = codeIn(recipient, 'role', RECIPIENT, reading);
  if (status === undefined)
    report(
      warning('format.missing', education?.place('status') ?? child.place('education'), 'Where the child is educated decides who is told'),
    );
  const expected = status?.normalised ?? 'unknown';
  const role = stated?.original?.[0]?.code ?? (expected === 'unknown' ? undefined : expected);
  // Before reception there is no duty, so nobody has to be told.
  const isFree = expected === 'unknown' || (expected === 'early-years' && role === 'none');
  if (stated !== undefined && !isFree && role !== expected)
    report(
      warning(
        'format.value',
        recipient?.place('role') ?? child.place('recipient'),
        'Not who the statutory guidance says for a child educated so',
      ),
    );
  const school = schoolOf(education?.group('school'), reading);
  const authority = authorityOf(education?.group('localAuthority'), reading);
  if (school !== undefined && (expected === 'local-authority' || expected === 'none'))
    report(
      warning(
        'format.value',
        education?.place('school') ?? child.place('education'),
        'A child educated so has no school; kept as the force says',
      ),
    );
  const addressedTo = organisationFor(role, { school, authority, name: textIn(recipient, 'name', 300, reading) });
  if (role !== undefined && role !== 'none' && addressedTo?.name === undefined && addressedTo?.identifiers === undefined)
    report(warning('format.missing', child.place('recipient'), 'Which school, setting or authority is told'));
  return {
    child: present<RecipientFacts['child']>({
      school: school && (expected === 'early-years' ? { ...school, type: 'nursery' as const } : school),
      yearGroup: textIn(education?.group('school'), 'yearGroup', 10, reading),
      localAuthority: authority,
      careStatuses: careStatusesOf(status?.original?.[0]),
    }),
    addressedTo,
    keyAdult: keyAdultOf(recipient, addressedTo, reading),
    codes: kept([status?.original?.[0], stated?.original?.[0]]),
    measures: measuresOf(recipient, reading),
    isUnderDuty: expected === 'school' || expected === 'local-authority' || expected === 'unknown',
  };
}

interface Known {
  readonly school: Organisation | undefined;
  readonly authority: Organisation | undefined;
  readonly name: string | undefined;
}

function organisationFor(role: string | undefined, { school, authority, name }: Known): Organisation | undefined {
  switch (role) {
    case 'school':
      return named(school ?? { type: 'school' }, name);
    case 'early-years':
      return named({ ...school, type: 'nursery' }, name);
    case 'local-authority':
      return named(authority ?? { type: 'local-authority' }, name);
    case 'none':
      return undefined;
    default:
      return name === undefined ? undefined : { type: 'unknown', name };
  }
}

function named(organisation: Organisation, name: string | undefined): Organisation {
  return name === undefined ? organisation : { ...organisation, name };
}

/** The key adult who receives notifications at the school (Operation Encompass), with whom they work for. */
function keyAdultOf(recipient: Group | undefined, organisation: Organisation | undefined, reading: Reading): Professional | undefined {
  const adult = professionalOf(recipient?.group('keyAdult'), reading, organisation);
  return adult && { ...adult, role: adult.role ?? 'Key adult' };
}

function careStatusesOf(status: Coding | undefined): CareStatus[] {
  if (status?.code === 'home-educated') return [{ kind: 'electively-home-educated', state: 'current', original: [status] }];
  return status?.code === 'missing-education' ? [{ kind: 'missing-education', state: 'current', original: [status] }] : [];
}

/** A stated deadline is the force's word for the start of the next school day; nothing is reckoned here. */
function measuresOf(recipient: Group | undefined, reading: Reading): Measure[] {
  const before = momentIn(recipient, 'tellBefore', reading);
  const told = momentIn(recipient, 'toldAt', reading);
  const by = textIn(recipient, 'toldBy', 200, reading);
  return kept([
    before === undefined ? undefined : { name: 'To be told before', value: before },
    told === undefined ? undefined : { name: 'Told at', value: told },
    by === undefined ? undefined : { name: 'Told by', value: by },
  ]);
}

function schoolOf(group: Group | undefined, { report, now }: Reading): Organisation | undefined {
  if (group === undefined) return undefined;
  const urn = group.value('urn');
  const number = group.value('laEstab');
  const identifiers = kept([
    urn && schoolUrn(urn.text, { location: urn.location, report }),
    number && laEstab(number.text.replace(/[\s/]/gu, ''), undefined, { location: number.location, report }),
  ]);
  const name = textIn(group, 'name', 300, { report, now });
  return name === undefined && identifiers.length === 0 ? undefined : present<Organisation>({ type: 'school', name, identifiers });
}

function authorityOf(group: Group | undefined, reading: Reading): Organisation | undefined {
  const number = textIn(group, 'number', 100, reading);
  const name = textIn(group, 'name', 300, reading);
  if (number === undefined && name === undefined) return undefined;
  const identifiers: Organisation['identifiers'] =
    number === undefined ? [] : [{ type: 'local', system: 'dfe-cbds/la', value: number, status: 'unverified' }];
  return present<Organisation>({ type: 'local-authority', name, identifiers });
}
