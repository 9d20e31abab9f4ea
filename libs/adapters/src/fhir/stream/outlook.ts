import { refusal } from '../../kit/issues.js';
import { Tally, type Candidate, type Outlook } from '../choose/choose-child.js';
import type { Entry, Submitted } from '../choose/entries.js';
import type { Person } from '../choose/people.js';
import { candidatesFor, planAlone, sort, type Placement, type Planning } from '../choose/plan.js';
import { saysWhose } from '../choose/plan-deletion.js';
import { References } from '../choose/references.js';
import { SUPPORTING } from '../choose/resource-kinds.js';
import { WHAT_TO_DO } from './bounds.js';
import { partsOf, type Part } from './gather.js';
import type { Groups } from './groups.js';
import { Numbering } from './numbering.js';
import { NumberList } from './numbers.js';
import { Rounds } from './rounds.js';
import { SharedEntries } from './shared-entries.js';
import type { Survey } from './survey.js';

/** All that is known of a body before any of it is mapped. */
export interface Prospect {
  readonly survey: Survey;
  readonly rounds: Rounds;
  readonly shared: SharedEntries;
  readonly outlook: Outlook;
  readonly numbering: Numbering;
  /** The entries of people who may be anybody, for the records of the children beside them. */
  readonly unclear: readonly Entry[];
  /** Positions of all parts. */
  readonly total: number;
  /** Numbers of positions: in a batch the items, else the positions themselves; where there are none, that nobody is named is one. */
  readonly positions: number;
}

/**
 * The second reading: plans every part as far as it can be planned alone, and counts what decides about the others.
 * @throws Refusal `limit.*` or `body.too-large` for what cannot be read in bounded memory
 */
export async function prospect(survey: Survey, now: Date): Promise<Prospect> {
  const shared = new SharedEntries(survey);
  const rounds = new Rounds(survey, survey.groups);
  if (survey.sharedComesLate) await shared.readFirst();
  const counting = new Counting(survey);
  for await (const part of partsOf(survey, rounds, shared)) counting.add(part, planningOf(part, { survey, shared, now }));
  return counting.prospect(rounds, shared);
}

/** What a part is planned with. */
export function planningOf(
  part: Part,
  { survey, shared, now, beyond = shared.references }: { survey: Survey; shared: SharedEntries; now: Date; beyond?: References },
): Planning & { readonly submitted: Submitted } {
  const submitted: Submitted = { ...survey.submitted, ...part };
  return { submitted, references: new References(part.entries, part.readings, beyond), now };
}

class Counting {
  readonly #numbering: Numbering;
  readonly #tally = new Tally();
  /** Entries that do not say whom they are about, and deletions that do not say whose record they delete. */
  readonly #unsaid = new NumberList();
  readonly #unnamed = new NumberList();
  /** People who may be anybody: what orders them, and their entries. */
  readonly #doubtful: Pick<Placement, 'rank' | 'met'>[] = [];
  readonly #unclear = new Set<Entry>();
  /** The last child, adult and person counted: where there is one only, the one. */
  #child = -1;
  #adult = -1;
  #person = -1;

  constructor(private readonly survey: Survey) {
    this.#numbering = new Numbering(survey.count);
  }

  add({ entries: part }: Part, planning: Planning): void {
    if (this.survey.submitted.type === 'batch') {
      for (const entry of part) this.#numbering.add('person', entry.index, planAlone(entry, planning).length);
      return;
    }
    const { settled, people, candidates, unsaid, deleted } = sort(part, planning);
    this.#tally.add(people, candidates);
    for (const candidate of candidates) this.#count(candidate, planning);
    for (const person of people) this.#person = person.met;
    for (const { entry, dangling } of unsaid) {
      this.#numbering.add('unsaid', entry.index);
      if (!dangling) this.#unsaid.push(entry.index);
    }
    for (const entry of deleted) {
      this.#numbering.add('deletion', entry.index);
      if (!saysWhose(entry)) this.#unnamed.push(entry.index);
    }
    for (const { entries } of settled) this.#numbering.add('settled', entries[0]?.index ?? 0);
  }

  #count({ person, standing, doubtful }: Candidate, planning: Planning): void {
    this.#numbering.add(rankOf(person), person.met);
    if (standing === 'adult') this.#adult = person.met;
    else if (standing !== 'stillborn' && !doubtful) this.#child = person.met;
    if (doubtful) this.#keep(person, planning);
  }

  /** Somebody who may be anybody is told in the records of all children, with the organisations and professionals they name. */
  #keep(person: Person, { submitted, references }: Planning): void {
    this.#doubtful.push({ rank: rankOf(person), met: person.met });
    const holder = person.patient && references.holderOf(person.patient);
    for (const entry of submitted.entries) if (entry === holder || SUPPORTING.has(entry.type)) this.#unclear.add(entry);
    const { doubtful: most } = this.survey.bounds;
    if (this.#doubtful.length > most || this.#unclear.size > most * SUPPORTERS)
      throw refusal('format.ambiguous-child', 'Bundle', `More than ${most} people who may be anybody: ${WHAT_TO_DO}`);
  }

  prospect(before: Rounds, shared: SharedEntries): Prospect {
    const { survey } = this;
    const outlook = this.#tally.outlook();
    if (outlook.isAmbiguous && outlook.children > 0) for (const { rank, met } of this.#doubtful) this.#numbering.add(rank, met, -1);
    const groups = this.#joined(outlook);
    const rounds = groups ? new Rounds(survey, groups) : before;
    const total = this.#numbering.total();
    const positions = survey.submitted.type === 'batch' ? Math.max(survey.count, 1) : Math.max(total, 1);
    const { records } = survey.source.limits;
    if (positions > records) throw refusal('limit.items', 'Bundle.entry', `More than ${records} records: split`);
    const unclear = outlook.unclear.length > 0 ? [...this.#unclear].sort((one, other) => one.index - other.index) : [];
    return { survey, rounds, shared, outlook, numbering: this.#numbering, unclear, total, positions };
  }

  /** What says nobody goes to the only one there is, and so into their group. */
  #joined(outlook: Outlook): Groups | undefined {
    const child = this.#child >= 0 ? this.#child : (this.#doubtful[0]?.met ?? -1);
    const candidate = outlook.children > 0 ? child : this.#adult;
    const one = candidatesFor(outlook) === 1 ? candidate : -1;
    const deleted = outlook.people === 1 ? this.#person : -1;
    const { groups } = this.survey;
    for (let at = 0; one >= 0 && at < this.#unsaid.length; at += 1) {
      const item = this.#unsaid.at(at);
      this.#numbering.add('unsaid', item, -1);
      groups.join(item, one);
    }
    for (let at = 0; deleted >= 0 && at < this.#unnamed.length; at += 1) groups.join(this.#unnamed.at(at), deleted);
    return one >= 0 || deleted >= 0 ? groups : undefined;
  }
}

/** Entries that one person may name. */
const SUPPORTERS = 10;

function rankOf({ unbornOf }: Person): 'person' | 'unborn' {
  return unbornOf ? 'unborn' : 'person';
}
