import type { Severity } from '@mash-gateway/contracts';
import { warning } from '../kit/issues.js';
import { present } from '../kit/texts.js';
import { GRADE_SCHEMES, normalisedGrade } from './codes-grades.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** A grade and, when it is one child's only, whose. */
export interface GradeFacts {
  readonly child: string | undefined;
  readonly severity: Severity;
}

/**
 * Grades of the notice. One about an adult (a DASH grade is the victim's) holds for every child; so does one about
 * somebody who is not in the notice, for a grade too many is safer than one lost.
 * @param children keys of the children by source id
 * @param people keys of all people by source id
 */
export function gradesOf(
  part: Part | undefined,
  force: string | undefined,
  children: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
  scope: Scope,
): GradeFacts[] {
  if (part === undefined) return [];
  return scope.each(part, 'Grade', 10, (grade) => {
    const about = grade.attribute('about');
    if (about !== undefined && !people.has(about))
      scope.report(warning('format.reference', `${grade.path}/@about`, 'Nobody in the notice has this id'));
    const severity = severityOf(grade, scope.choice(grade, 'scheme', GRADE_SCHEMES) ?? 'other', force, scope);
    return severity && { child: about === undefined ? undefined : children.get(about), severity };
  });
}

/** A grade in its scheme; a word the scheme does not have is kept, reported and normalised to unknown. */
export function severityOf(part: Part, scheme: string, force: string | undefined, scope: Scope): Severity | undefined {
  const own = scope.attribute(part, 'force', 100);
  const original = scope.plain(part, 100);
  if (original === undefined) return undefined;
  const normalised = normalisedGrade(scheme, original);
  if (normalised === undefined && scheme !== 'other') scope.report(warning('code.unknown', part.path, 'Not a grade of this scheme'));
  return present<Severity>({ scheme, force: own ?? force?.slice(0, 100), original, normalised: normalised ?? 'unknown' });
}
