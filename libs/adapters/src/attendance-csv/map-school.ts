import type { Organisation } from '@mash-gateway/contracts';
import { laEstab, schoolUrn } from '../kit/identifiers.js';
import { fitText, kept, present } from '../kit/texts.js';
import { locate, ofPupil, type PupilSource } from './register-source.js';

/** The school whose register it is, from LA and establishment number, DfE number, URN and name; undefined when no column says. */
export function school(pupil: PupilSource): Organisation | undefined {
  const { report } = pupil;
  const name = fitText(ofPupil(pupil, 'schoolName'), 300, locate(pupil, 'schoolName'), report);
  const urn = ofPupil(pupil, 'urn');
  const identifiers = kept([dfeNumber(pupil), urn === undefined ? undefined : schoolUrn(urn, { location: locate(pupil, 'urn'), report })]);
  if (name === undefined && identifiers.length === 0) return undefined;
  return present<Organisation>({ type: 'school', name, identifiers });
}

/** The authority where the file names no establishment of it. */
export function authority(pupil: PupilSource): Organisation | undefined {
  const value = ofPupil(pupil, 'estab') === undefined && ofPupil(pupil, 'laEstab') === undefined ? ofPupil(pupil, 'la') : undefined;
  const fitted = fitText(value, 100, locate(pupil, 'la'), pupil.report);
  if (fitted === undefined) return undefined;
  return { type: 'local-authority', identifiers: [{ type: 'local', system: 'dfe-cbds/la', value: fitted, status: 'unverified' }] };
}

/** The DfE number or URN that two statements about the same school share. */
export function schoolKey(organisation: Organisation | undefined): string | undefined {
  return organisation?.identifiers?.find(({ status }) => status !== 'failed-check-digit')?.value;
}

/** In one column as 8012000, 801/2000 or 801-2000, or in two; an establishment number alone means no school. */
function dfeNumber(pupil: PupilSource): ReturnType<typeof laEstab> {
  const { report } = pupil;
  const whole = ofPupil(pupil, 'laEstab')?.replace(/[\s/-]/gu, '');
  if (whole !== undefined) return laEstab(whole, undefined, { location: locate(pupil, 'laEstab'), report });
  const estab = ofPupil(pupil, 'estab');
  if (estab === undefined) return undefined;
  if (/^\d{7}$/u.test(estab)) return laEstab(estab, undefined, { location: locate(pupil, 'estab'), report });
  return laEstab(ofPupil(pupil, 'la'), estab, { location: locate(pupil, 'estab'), report });
}
