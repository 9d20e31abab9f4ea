import type { codes } from '@mash-gateway/contracts';
import { codeTable } from '../kit/code-table.js';

/*
 * Code lists of the DfE Common Basic Data Set as CTF uses them. The DfE gives them no URIs; the systems named here are this
 * project's. Which lists were read in a source and which come from general knowledge is said in the README. Codes that
 * are not here are never lost: they stay as written, with a `code.unknown` notice.
 */
type Word<K extends keyof typeof codes> = (typeof codes)[K] extends readonly (infer T extends string)[] ? T : never;

/** CTF 24 and later: Sex. */
export const SEX = codeTable<Word<'SEXES'>>('dfe-cbds/sex', 'unknown', [
  ['F', 'female', 'Female'],
  ['M', 'male', 'Male'],
  ['U', 'unknown', 'Unknown'],
]);

/** CTF 23 and earlier, and contacts: Gender. */
export const GENDER = codeTable<Word<'GENDERS'>>('dfe-cbds/gender', 'unknown', [
  ['F', 'female', 'Female'],
  ['M', 'male', 'Male'],
  ['U', 'unknown', 'Unknown'],
  ['N', 'not-specified', 'Not specified'],
]);

/** DfE ethnicity (CBDS), with the extended codes that have one British meaning. */
export const ETHNICITY = codeTable<Word<'ETHNICITIES'>>('dfe-cbds/ethnicity', 'other', [
  ['WBRI', 'WBRI', 'White British'],
  ['WIRI', 'WIRI', 'White Irish'],
  ['WIRT', 'WIRT', 'Traveller of Irish heritage'],
  ['WROM', 'WROM', 'Gypsy / Roma'],
  ['WOTH', 'WOTH', 'Any other White background'],
  ['MWBC', 'MWBC', 'White and Black Caribbean'],
  ['MWBA', 'MWBA', 'White and Black African'],
  ['MWAS', 'MWAS', 'White and Asian'],
  ['MOTH', 'MOTH', 'Any other mixed background'],
  ['AIND', 'AIND', 'Indian'],
  ['APKN', 'APKN', 'Pakistani'],
  ['ABAN', 'ABAN', 'Bangladeshi'],
  ['AOTH', 'AOTH', 'Any other Asian background'],
  ['BCRB', 'BCRB', 'Black Caribbean'],
  ['BAFR', 'BAFR', 'Black African'],
  ['BOTH', 'BOTH', 'Any other Black background'],
  ['CHNE', 'CHNE', 'Chinese'],
  ['OOTH', 'OOTH', 'Any other ethnic group'],
  ['REFU', 'REFU', 'Refused'],
  ['NOBT', 'NOBT', 'Information not yet obtained'],
  ['WENG', 'WBRI', 'White English'],
  ['WSCO', 'WBRI', 'White Scottish'],
  ['WWEL', 'WBRI', 'White Welsh'],
  ['WCOR', 'WBRI', 'White Cornish'],
  ['WNIR', 'WBRI', 'White Northern Irish'],
]);

/** Who said what the ethnicity is. */
export const ETHNICITY_SOURCE = codeTable('dfe-cbds/ethnicity-source', 'unknown', [
  ['C', 'child', 'Provided by the child'],
  ['P', 'parent', 'Provided by the parent'],
  ['S', 'school', 'Ascribed by the current school'],
  ['T', 'former-school', 'Ascribed by a previous school'],
  ['O', 'other', 'Other'],
]);

export const LANGUAGE_TYPE = codeTable<Word<'LANGUAGE_ROLES'>>('dfe-cbds/language-type', 'unknown', [
  ['F', 'first', 'First language'],
  ['M', 'first', 'Mother tongue'],
  ['H', 'additional', 'Home language'],
  ['C', 'preferred', 'Correspondence language'],
]);

/** Languages that say there is no answer, and which of the four absences that is. */
export const NO_LANGUAGE = codeTable<Word<'ABSENCE_REASONS'>>('dfe-cbds/language', 'unknown', [
  ['REF', 'withheld', 'Refused'],
  ['NOT', 'unknown', 'Information not obtained'],
]);

/** The disability list of the CIN census, which CTF shares. */
export const DISABILITY = codeTable<Word<'DISABILITIES'>>('dfe-cbds/disability', 'other', [
  ['NONE', 'none', 'No disability'],
  ['MOB', 'mobility', 'Mobility'],
  ['HAND', 'hand-function', 'Hand function'],
  ['PC', 'personal-care', 'Personal care'],
  ['INC', 'incontinence', 'Incontinence'],
  ['COMM', 'communication', 'Communication'],
  ['LD', 'learning', 'Learning'],
  ['HEAR', 'hearing', 'Hearing'],
  ['VIS', 'vision', 'Vision'],
  ['BEH', 'behaviour', 'Behaviour'],
  ['CON', 'consciousness', 'Consciousness'],
  ['AUT', 'autism', 'Autism or Asperger syndrome'],
  ['DDA', 'other', 'Other disability under the Equality Act'],
]);

export const SERVICE_CHILD = codeTable<Word<'CARE_STATUS_STATES'>>('dfe-cbds/service-child', 'unknown', [
  ['Y', 'current', 'Parent is in the armed forces'],
  ['N', 'not-current', 'Parent is not in the armed forces'],
  ['U', 'unknown', 'Unknown'],
  ['R', 'unknown', 'Refused'],
]);

/** Yes and no of LookedAfter/InCare and MedicalFlag, in the spellings met. */
export const IN_CARE = codeTable<Word<'CARE_STATUS_STATES'>>('dfe-cbds/in-care', 'unknown', [
  ['true', 'current', 'Looked after by a local authority'],
  ['1', 'current', 'Looked after by a local authority'],
  ['Y', 'current', 'Looked after by a local authority'],
  ['false', 'not-current', 'Not looked after'],
  ['0', 'not-current', 'Not looked after'],
  ['N', 'not-current', 'Not looked after'],
]);

export const MEDICAL_FLAG = codeTable<Word<'CARE_STATUS_STATES'>>('dfe-cbds/medical-flag', 'unknown', [
  ['true', 'current', 'The school holds medical information'],
  ['1', 'current', 'The school holds medical information'],
  ['Y', 'current', 'The school holds medical information'],
  ['false', 'not-current', 'The school holds no medical information'],
  ['0', 'not-current', 'The school holds no medical information'],
  ['N', 'not-current', 'The school holds no medical information'],
]);

/** SEN provision: current codes N K E, earlier ones still in histories. */
export const SEN_PROVISION = codeTable<'none' | Word<'CARE_STATUS_KINDS'>>('dfe-cbds/sen-provision', 'other', [
  ['N', 'none', 'No special educational need'],
  ['K', 'sen-support', 'SEN support'],
  ['E', 'education-health-care-plan', 'Education, health and care plan'],
  ['A', 'sen-support', 'School Action (until 2015)'],
  ['P', 'sen-support', 'School Action Plus (until 2015)'],
  ['S', 'education-health-care-plan', 'Statement of special educational needs (until 2018)'],
]);

export const SEN_TYPE = codeTable('dfe-cbds/sen-type', 'other', [
  ['SPLD', 'need', 'Specific learning difficulty'],
  ['MLD', 'need', 'Moderate learning difficulty'],
  ['SLD', 'need', 'Severe learning difficulty'],
  ['PMLD', 'need', 'Profound and multiple learning difficulty'],
  ['SEMH', 'need', 'Social, emotional and mental health'],
  ['SLCN', 'need', 'Speech, language and communication needs'],
  ['HI', 'need', 'Hearing impairment'],
  ['VI', 'need', 'Vision impairment'],
  ['MSI', 'need', 'Multi-sensory impairment'],
  ['PD', 'need', 'Physical disability'],
  ['ASD', 'need', 'Autistic spectrum disorder'],
  ['DS', 'need', 'Down syndrome'],
  ['OTH', 'need', 'Other difficulty or disability'],
  ['NSA', 'need', 'SEN support without a specialist assessment of the need'],
]);

export const ENROLMENT_STATUS = codeTable('dfe-cbds/enrol-status', 'other', [
  ['C', 'enrolled', 'Current, single registration'],
  ['M', 'enrolled', 'Current main, dual registration'],
  ['S', 'enrolled', 'Current subsidiary, dual registration'],
  ['F', 'enrolled', 'Further education college'],
  ['O', 'enrolled', 'Other provider'],
  ['G', 'guest', 'Guest pupil'],
  ['P', 'previous', 'Previously registered'],
]);

/** What a contact is to the pupil; the role in the record is the same word. */
export const RELATIONSHIP = codeTable<Word<'RELATIONSHIP_KINDS'> & Word<'PERSON_ROLES'>>('dfe-cbds/relationship', 'unknown', [
  ['PAM', 'mother', 'Mother'],
  ['PAF', 'father', 'Father'],
  ['PAR', 'parent', 'Parent'],
  ['STP', 'step-parent', 'Step-parent'],
  ['FOM', 'foster-carer', 'Foster mother'],
  ['FOF', 'foster-carer', 'Foster father'],
  ['CAR', 'carer', 'Carer'],
  ['CHM', 'carer', 'Childminder'],
  ['GRP', 'grandparent', 'Grandparent'],
  ['SIB', 'sibling', 'Sibling'],
  ['REL', 'other-relative', 'Other relative'],
  ['FAM', 'other-relative', 'Other family member'],
  ['SWR', 'professional', 'Social worker'],
  ['DOC', 'professional', 'Doctor'],
  ['HTC', 'professional', 'Head teacher'],
  ['RLG', 'professional', 'Religious or spiritual contact'],
  ['OTH', 'other', 'Other contact'],
]);

/** What a telephone is and where: CTF has one code for both. */
export const TELEPHONE_TYPE = codeTable<`${Word<'TELECOM_KINDS'>}/${Word<'TELECOM_USES'>}`>('dfe-cbds/telephone-type', 'phone/unknown', [
  ['H', 'phone/home', 'Home'],
  ['W', 'phone/work', 'Work'],
  ['M', 'mobile/mobile', 'Mobile'],
  ['F', 'fax/unknown', 'Fax'],
  ['D', 'textphone/home', 'Minicom'],
  ['A', 'phone/temporary', 'Alternate home'],
  ['O', 'phone/unknown', 'Other'],
]);

/** Destination pseudo-codes: a school nobody can name is itself something a hub must know (CTF 21 §2.4.2). */
export const DESTINATION = codeTable('dfe-cbds/destination', 'school', [
  ['XXXXXXX', 'unknown', 'Destination not known'],
  ['MMMMMMM', 'outside', 'Moved abroad, or to a school outside the maintained sector'],
]);

/** Attendance marks of SI 2024/208 reg 10, and the retired H J Y; `-` is a session without a mark. */
export const ATTENDANCE_MARKS = '/\\LKVPWBDCJMSTRIEXQYGNOUZ#H-1234567';
/** Absent, reason not yet known: the school will amend it (SI 2024/208 reg 10). */
export const PROVISIONAL_MARK = 'N';
