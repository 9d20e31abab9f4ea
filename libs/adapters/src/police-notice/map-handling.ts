import { codes, type Coding, type StatedHandling } from '@mash-gateway/contracts';
import { warning } from '../kit/issues.js';
import { kept, present } from '../kit/texts.js';
import { codedText } from './map-demographics.js';
import { list } from './namespace.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

type Reason = NonNullable<StatedHandling['nhsNumberAbsentReason']>;

/** What the force says about handling, and why NHS numbers are left out. */
export interface HandlingFacts {
  readonly fields: Readonly<Partial<StatedHandling>>;
  readonly restricted: boolean;
  /** By key of the child; the reason under `*` holds for the others. */
  readonly nhsNumberAbsent: ReadonlyMap<string, Reason>;
}

/** The handling of a notice. Absences are relative to `/handling`. */
export function handlingOf(part: Part | undefined, children: ReadonlyMap<string, string>, scope: Scope): HandlingFacts {
  if (part === undefined) return { fields: {}, restricted: false, nhsNumberAbsent: new Map() };
  const { sensitivity, label } = sensitivityOf(part.one('Sensitivity'), scope);
  const consent = part.one('Consent');
  const restricted = part.one('Restricted');
  const third = part.one('ThirdParty');
  return {
    fields: present<StatedHandling>({
      sensitivity,
      labels: [...label, ...scope.each(part, 'Marking', 9, (marking) => codedText(marking, scope, '/labels'))],
      thirdParty: third && scope.truth(third.text(), third.path, true),
      intelligenceHandling: scope.plain(part.one('IntelligenceHandling'), 200),
      basisStated: scope.each(part, 'LawfulBasis', 10, (basis) => basisOf(basis, scope)),
      consentSought: consent && (scope.word(consent.text(), codes.CONSENT, consent.path) ?? 'unknown'),
      reasonIfNot: scope.text(part.one('ConsentReason'), 2000, '/reasonIfNot'),
      detrimentTest: scope.plain(part.one('DetrimentTest'), 500),
    }),
    restricted: (restricted && scope.truth(restricted.text(), restricted.path, true)) ?? false,
    nhsNumberAbsent: reasonsOf(part, children, scope),
  };
}

/** A sensitivity that is not in the list is kept as a label and read as the highest (when in doubt, withhold). */
function sensitivityOf(
  part: Part | undefined,
  scope: Scope,
): { readonly sensitivity: StatedHandling['sensitivity'] | undefined; readonly label: readonly Coding[] } {
  const written = scope.plain(part, 120);
  if (part === undefined || written === undefined) return { sensitivity: undefined, label: [] };
  const sensitivity = scope.word(written, codes.SENSITIVITIES, part.path);
  return sensitivity
    ? { sensitivity, label: [] }
    : { sensitivity: 'highly-sensitive', label: [{ system: list('sensitivity'), code: written }] };
}

const REGIMES = ['uk-gdpr', 'dpa-part-3', 'statute'] as const;

function basisOf(part: Part, scope: Scope): Coding | undefined {
  const regime = scope.choice(part, 'regime', REGIMES);
  const code = scope.attribute(part, 'provision', 120);
  const words = part.empty ? undefined : scope.plain(part, 500);
  if (code === undefined && words === undefined) return undefined;
  return present<Coding>({ system: list(regime === undefined ? 'lawful-basis' : `lawful-basis/${regime}`), code, text: words });
}

function reasonsOf(part: Part, children: ReadonlyMap<string, string>, scope: Scope): ReadonlyMap<string, Reason> {
  const entries = scope.each(part, 'NhsNumberAbsent', 100, (item) => {
    const id = item.attribute('child');
    const key = id === undefined ? '*' : children.get(id);
    const reason = scope.word(item.text(), codes.NHS_NUMBER_ABSENT_REASONS, item.path);
    if (key === undefined) scope.report(warning('format.reference', `${item.path}/@child`, 'No child of the notice has this id'));
    return key === undefined || reason === undefined ? undefined : ([key, reason] as const);
  });
  return new Map(kept(entries));
}
