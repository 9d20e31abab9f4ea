import type { Issue } from '@mash-gateway/contracts';
import type { Matter, Message, Party } from '../read/facts.js';
import { judge } from './who.js';

/** A child of a matter as the records of the other children show it. */
export interface Companion {
  /** Id in their records: by place. */
  readonly id: string;
  readonly party: Party;
  readonly sourceRecordId: string | undefined;
}

/** Everyone of one matter, told apart. */
export interface Company {
  readonly children: readonly Companion[];
  /** Who is no child: where, and why; never who. */
  readonly dropped: readonly { readonly path: string; readonly reason: string }[];
}

/** A party with what became of it. */
export interface Judged {
  readonly matter: Matter;
  readonly party: Party;
  readonly child: boolean;
  readonly issues: readonly Issue[];
  readonly sourceRecordId: string | undefined;
  readonly company: Company;
}

/** Judges everyone of a message, in source order. */
export function judgeAll(message: Message, now: Date): Judged[] {
  const ids = sourceRecordIds(message);
  return message.matters.flatMap((matter) => {
    const judgements = matter.parties.map((party) => ({ party, judgement: judge(party, matter, now) }));
    const children = judgements
      .filter(({ judgement }) => judgement.child)
      .map(({ party }, index): Companion => ({ id: `c${index + 1}`, party, sourceRecordId: ids.get(party) }));
    const dropped = judgements.flatMap(({ party, judgement }) => (judgement.child ? [] : [{ path: party.path, reason: judgement.reason }]));
    const company = { children, dropped };
    return judgements.map(({ party, judgement }) => ({
      matter,
      party,
      child: judgement.child,
      issues: judgement.issues,
      sourceRecordId: ids.get(party),
      company,
    }));
  });
}

const LONGEST_ID = 300;

/**
 * The case and the person in it, as the source numbers them: the same at every hearing and in every amended sharing, whose order the
 * source version tells. Without one of the two, or when two people of a message share both, there is no id: two children are never one.
 */
function sourceRecordIds(message: Message): ReadonlyMap<Party, string> {
  const owners = new Map<string, Party | undefined>();
  for (const { key, parties } of message.matters) {
    for (const party of parties) {
      if (key === undefined || party.key === undefined) continue;
      const id = `${key}/${party.key}`;
      owners.set(id, owners.has(id) ? undefined : party);
    }
  }
  return new Map([...owners].flatMap(([id, party]) => (party === undefined || id.length > LONGEST_ID ? [] : [[party, id] as const])));
}
