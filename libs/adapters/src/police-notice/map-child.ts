import {
  codes,
  type CareStatus,
  type Child,
  type ChildVoice,
  type Coding,
  type DatedValue,
  type Involvement,
  type Organisation,
} from '@mash-gateway/contracts';
import { datedValue, inFuture, span } from '../kit/dates.js';
import { laEstab, odsCode, schoolUrn } from '../kit/identifiers.js';
import { warning } from '../kit/issues.js';
import { kept, present } from '../kit/texts.js';
import { CHILD_PARTS } from './codes.js';
import type { PersonFacts } from './facts.js';
import { periodOf } from './map-address.js';
import { categoriesOf, type Category } from './map-category.js';
import { circumstancesOf, type CircumstanceFacts } from './map-circumstances.js';
import { codedText, demographicsOf } from './map-demographics.js';
import { protectionsOf, type ProtectionFacts } from './map-protection.js';
import { voiceOf } from './map-voice.js';
import { list } from './namespace.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** A child of the notice, before it is placed in a record. */
export interface ChildFacts {
  readonly part: Part;
  readonly unborn: boolean;
  readonly person: PersonFacts;
  readonly fields: Pick<Child, 'school' | 'yearGroup' | 'generalPractice' | 'careStatuses' | 'expectedBirthDate' | 'multipleBirth'>;
  readonly parts: readonly Pick<Involvement, 'part' | 'original' | 'vulnerabilities'>[];
  readonly protections: readonly ProtectionFacts[];
  readonly categories: readonly Category[];
  readonly circumstances: CircumstanceFacts;
  readonly voice: ChildVoice | undefined;
  /** The mother of an unborn child: her source id, and her surname where she is no person of the notice. */
  readonly mother: { readonly id: string | undefined; readonly surname: string | undefined };
}

/** Where what is read of a child is collected. */
export interface ChildScopes {
  /** Of the child; absences are relative to `/child`. */
  readonly scope: Scope;
  /** Of the child's entry; absences are relative to the entry. */
  readonly entry: Scope;
  /** Opens one for a further entry. */
  readonly open: () => Scope;
}

/**
 * POLE P_009 Vulnerable Child or P_011 Unborn.
 */
export function childOf(part: Part, unborn: boolean, { scope, entry, open }: ChildScopes): ChildFacts {
  const common = {
    part,
    unborn,
    categories: categoriesOf(part, entry),
    circumstances: circumstancesOf(part.one('Circumstances'), entry),
  };
  if (unborn) return { ...common, ...unbornOf(part, scope) };
  const school = part.one('School');
  return {
    ...common,
    person: demographicsOf(part, scope),
    fields: present<ChildFacts['fields']>({
      ...schoolOf(school, scope),
      generalPractice: practiceOf(part.one('GeneralPractice'), scope),
      careStatuses: careStatusesOf(part, scope),
    }),
    parts: partsOf(part, scope),
    protections: protectionsOf(part, scope, open),
    voice: voiceOf(part.one('ChildVoice'), '/childVoice', entry),
    mother: { id: undefined, surname: undefined },
  };
}

/** Where the record would name the mother: among its people, not on the child. */
export const MOTHER = '/persons';

function unbornOf(part: Part, scope: Scope): Pick<ChildFacts, 'person' | 'fields' | 'parts' | 'protections' | 'voice' | 'mother'> {
  const multiple = part.one('MultipleBirth');
  return {
    person: { fields: {}, warnings: [], restricted: scope.guard(part, 'restricted') },
    fields: present<ChildFacts['fields']>({
      expectedBirthDate: expectedDateOf(part.one('ExpectedDate'), scope),
      multipleBirth: multiple && scope.truth(multiple.text(), multiple.path),
      careStatuses: careStatusesOf(part, scope),
    }),
    parts: [{ part: 'subject' }],
    protections: [],
    voice: { state: 'not-applicable' },
    mother: { id: part.attribute('mother'), surname: scope.text(part.one('MotherSurname'), 150, MOTHER) },
  };
}

/** POLE DS_003: not past, at most nine months ahead; a date outside is reported and kept. */
function expectedDateOf(part: Part | undefined, scope: Scope): DatedValue | undefined {
  if (part === undefined) return undefined;
  const estimated = scope.truth(part.attribute('estimated'), `${part.path}/@estimated`, true);
  if (scope.lacks(part, '/expectedBirthDate')) return undefined;
  const dated = datedValue(part.text(), scope.dates(part.text(), part.path));
  if (dated === undefined) return undefined;
  const { now } = scope;
  const limit = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 9, now.getUTCDate()));
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
  if (span(dated.value).last < today || inFuture(dated.value, limit))
    scope.report(warning('date.implausible', part.path, 'An expected date is not past and at most nine months ahead'));
  return { value: dated.value, precision: estimated ? 'estimated' : dated.precision };
}

const ROLES = [...CHILD_PARTS.keys()];

function partsOf(part: Part, scope: Scope): ChildFacts['parts'] {
  const parts = scope.each(part, 'Role', 5, (role) => {
    const written = scope.plain(role, 120);
    const forceCode = scope.attribute(role, 'forceCode', 120);
    const word = scope.word(written, ROLES, role.path);
    if (written === undefined) return undefined;
    const original: Coding[] = kept([
      { system: list('child-role'), code: word ?? written },
      forceCode === undefined ? undefined : { system: list('force-code'), code: forceCode },
    ]);
    return { part: (word === undefined ? undefined : CHILD_PARTS.get(word)) ?? ('other' as const), original };
  });
  const vulnerabilities = scope.each(part, 'Vulnerability', 20, (item) => codedText(item, scope, '/people/vulnerabilities'));
  const [first = { part: 'subject' as const }, ...others] = parts;
  return [present<ChildFacts['parts'][number]>({ ...first, vulnerabilities }), ...others];
}

function schoolOf(part: Part | undefined, scope: Scope): Pick<ChildFacts['fields'], 'school' | 'yearGroup'> {
  if (part === undefined || scope.lacks(part, '/school')) return {};
  const urn = part.one('Urn');
  const number = part.one('LaEstab');
  const yearGroup = scope.plain(part.one('YearGroup'), 10);
  const identifiers = kept([
    urn && schoolUrn(urn.text(), { location: urn.path, report: scope.report }),
    number && laEstab(number.text().replace(/[\s/]/gu, ''), undefined, { location: number.path, report: scope.report }),
  ]);
  const school = present<Organisation>({ type: 'school', name: scope.plain(part.one('Name'), 300), identifiers });
  return present({ school: school.name === undefined && school.identifiers === undefined ? undefined : school, yearGroup });
}

function practiceOf(part: Part | undefined, scope: Scope): Organisation | undefined {
  if (part === undefined || scope.lacks(part, '/generalPractice')) return undefined;
  const code = part.one('OdsCode');
  const name = scope.plain(part.one('Name'), 300);
  const identifiers = kept([code && odsCode(code.text(), { location: code.path, report: scope.report })]);
  return name === undefined && identifiers.length === 0 ? undefined : present<Organisation>({ type: 'gp-practice', name, identifiers });
}

const KINDS = codes.CARE_STATUS_KINDS.filter(
  (kind) => !['sen-support', 'service-child', 'free-school-meals', 'medical-flag'].includes(kind),
);

function careStatusesOf(part: Part, scope: Scope): CareStatus[] {
  return scope.each(part, 'CareStatus', 20, (item) => {
    const kind = scope.choice(item, 'kind', KINDS);
    const written = scope.attribute(item, 'kind', 120);
    const authority = scope.attribute(item, 'authority', 200);
    const words = item.empty ? undefined : scope.plain(item, 500);
    const state = scope.choice(item, 'state', codes.CARE_STATUS_STATES);
    const otherState = state === undefined ? scope.attribute(item, 'state', 120) : undefined;
    const original = [present<Coding>({ system: list('care-status'), code: kind ?? written, text: words })];
    if (otherState !== undefined) original.push({ system: list('care-status-state'), code: otherState });
    return present<CareStatus>({
      kind: kind ?? 'other',
      state: state ?? 'unknown',
      period: periodOf(item, scope),
      authority: authority === undefined ? undefined : { type: 'local-authority', name: authority },
      original,
    });
  });
}
