import { codes, type Absence, type Child, type ChildVoice, type Circumstances, type Identifier } from '@mash-gateway/contracts';
import { POLE_GENDER } from '../../code-systems/gender.js';
import { childState } from '../../kit/age.js';
import { birthDate } from '../../kit/dates.js';
import { nhsNumber, pncId, plainIdentifier, upn } from '../../kit/identifiers.js';
import { notice, warning } from '../../kit/issues.js';
import { fitList, kept, present } from '../../kit/texts.js';
import { NOT_STATED } from '../codes.js';
import { list } from '../namespace.js';
import type { Group, Written } from '../read/tree.js';
import { addressOf, nameOf } from './map-people.js';
import type { RecipientFacts } from './map-recipient.js';
import { codeIn, datesAt, momentIn, textIn, wordIn, type Reading } from './values.js';

/** The child of one record. */
export function childOf(group: Group, recipient: RecipientFacts, reading: Reading): Child {
  const born = group.value('birthDate');
  const birth = born && birthDate(born.text, datesAt(born, reading));
  const others = fitList(group.groups('otherNames'), 29, group.place('otherNames'), reading.report);
  return present<Child>({
    state: childState(birth, reading.now),
    names: kept([nameOf(group.group('name'), 'usual', reading), ...others.map((name) => nameOf(name, 'alias', reading))]),
    birthDate: birth,
    gender: codeIn(group, 'gender', POLE_GENDER, reading),
    identifiers: identifiersOf(group, reading),
    addresses: kept([addressOf(group.group('address'), 'home', reading)]),
    ...recipient.child,
  });
}

/** Voice of the child: heard or not, in the child's words or as observed. */
export function voiceOf(child: Group, reading: Reading): ChildVoice | undefined {
  const group = child.group('voice');
  if (group === undefined) return undefined;
  const words = textIn(group, 'words', 8000, reading);
  const by = textIn(group, 'capturedBy', 200, reading);
  const stated = wordIn(group, 'state', codes.VOICE_STATES, reading);
  const voice = present<ChildVoice>({
    state: stated ?? (words === undefined ? 'unknown' : 'captured'),
    words,
    observed: textIn(group, 'observed', 8000, reading),
    capturedBy: by === undefined ? undefined : { name: { use: 'usual', text: by } },
    capturedAt: momentIn(group, 'capturedAt', reading),
    reasonNotCaptured: textIn(group, 'reasonNotCaptured', 2000, reading),
  });
  if (voice.state === 'not-captured' && voice.reasonNotCaptured === undefined)
    reading.report(notice('format.missing', group.place('reasonNotCaptured'), "Say why the child's voice was not captured"));
  return voice;
}

/** Whether the child was present and where, with what the family was told. */
export function circumstancesOf(child: Group, family: Group, reading: Reading): Circumstances | undefined {
  const circumstances = present<Circumstances>({
    childPresent: wordIn(child, 'present', codes.YES_NO, reading),
    childWhereabouts: textIn(child, 'whereabouts', 1000, reading),
    immediateSafety: textIn(family, 'actionsTaken', 4000, reading),
    historyKnown: textIn(family, 'history', 4000, reading),
    parentsAware: wordIn(family, 'parentsAware', codes.YES_NO, reading),
  });
  return Object.keys(circumstances).length === 0 ? undefined : circumstances;
}

/** What the notification says that it does not say, and why. */
export function absencesOf(child: Group, reading: Reading): Absence[] {
  return child.groups('notStated').flatMap((group) => {
    const reason = wordIn(group, 'reason', codes.ABSENCE_REASONS, reading) ?? 'unknown';
    const word = wordIn(group, 'field', [...NOT_STATED.keys()], reading);
    const field = word === undefined ? undefined : NOT_STATED.get(word);
    if (field === undefined) return [];
    if (reason === 'withheld') reading.report(notice('source.withheld', group.location, 'The force holds this and did not give it'));
    return [{ field, reason, stated: `notStated: ${reason}` }];
  });
}

/** Content of a notification under the statutory guidance; what is neither there nor said to be missing is a warning each. */
export function checkContent(child: Group, family: Group, absences: readonly Absence[], { report }: Reading): void {
  const saidMissing = new Set(absences.map(({ field }) => field));
  const needed = [
    [child, 'present', 'Whether the child was present', ''],
    [child, 'whereabouts', 'Where the child was', NOT_STATED.get('whereabouts')],
    [child, 'voice', 'The voice of the child, or why it was not captured', NOT_STATED.get('voice')],
  ] as const;
  if (child.group('name') === undefined && !saidMissing.has('/child/names')) report(warning('child.missing-name', child.place('name')));
  if (child.value('birthDate') === undefined && !saidMissing.has('/child/birthDate'))
    report(warning('child.missing-birth-date', child.place('birthDate')));
  for (const [group, key, rule, field] of needed)
    if (group.parts.get(key) === undefined && !saidMissing.has(field ?? '')) report(warning('format.missing', group.place(key), rule));
  if (child.value('circumstances') === undefined && family.value('circumstances') === undefined)
    report(warning('format.missing', family.place('circumstances'), 'The circumstances in words'));
}

const IDENTIFIER_TYPES = ['nhs-number', 'upn', 'pnc-id', 'police-nominal', 'local'] as const;

function identifiersOf(child: Group, reading: Reading): Identifier[] {
  const groups = fitList(child.groups('identifiers'), 30, child.place('identifiers'), reading.report);
  return kept(
    groups.map((group) => {
      const type = wordIn(group, 'type', IDENTIFIER_TYPES, reading);
      const value = group.value('value');
      return value && identifierOf(type, textIn(group, 'type', 200, reading), value, reading);
    }),
  );
}

/** Numbers that a force holds about a child come from elsewhere: nobody vouches for them. */
function identifierOf(
  type: (typeof IDENTIFIER_TYPES)[number] | undefined,
  written: string | undefined,
  { text, location }: Written,
  { report }: Reading,
) {
  const at = { location, report };
  switch (type) {
    case 'nhs-number':
      return nhsNumber(text, at);
    case 'upn':
      return upn(text, at);
    case 'pnc-id':
      return pncId(text, at);
    case undefined:
      return plainIdentifier('other', text, at, written === undefined ? {} : { assigner: written });
    default:
      return plainIdentifier(type, text, at, { system: list(type) });
  }
}
