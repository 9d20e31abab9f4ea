import type { Identifier } from '@mash-gateway/contracts';
import { uci, uln, upn } from '../kit/identifiers.js';
import { warning } from '../kit/issues.js';
import { kept } from '../kit/texts.js';
import { at, childrenOf, textAt } from '../kit/xml-tree.js';
import { locate, type PupilSource } from './pupil-source.js';

/**
 * UPN, former UPNs, ULN and UCI (CTF 21 §3.1.3). The school that holds a pupil vouches for the permanent UPN, so it is
 * verified when its check letter holds and no other pupil of the file has it; nothing vouches for the other numbers.
 */
export function identifiers(pupil: PupilSource): Identifier[] {
  const { element, report, header } = pupil;
  // An authority passes on what a family wrote into its application.
  const vouched = header.organisation?.type !== 'local-authority';
  const reading = (path: string) => ({ location: locate(pupil, path), report });
  const former = childrenOf(at(element, 'BasicDetails'), 'FormerUPN').map((item) =>
    upn(item.text, { ...reading('BasicDetails/FormerUPN'), superseded: true }),
  );
  return kept([
    ownOnly(pupil, 'UPN', upn(textAt(element, 'UPN'), { ...reading('UPN'), vouched })),
    ...former,
    ownOnly(pupil, 'UniqueLearnerNumber', uln(textAt(element, 'UniqueLearnerNumber'), reading('UniqueLearnerNumber'))),
    uci(textAt(element, 'UCI'), reading('UCI')),
  ]);
}

/** A number that two pupils have is kept, and must not make one child of them. */
function ownOnly(pupil: PupilSource, path: string, identifier: Identifier | undefined): Identifier | undefined {
  if (identifier === undefined || !pupil.repeated.has(identifier)) return identifier;
  pupil.report(warning('format.ambiguous-child', locate(pupil, path), 'Another pupil of this file has the same number'));
  return { ...identifier, status: 'unverified' };
}
