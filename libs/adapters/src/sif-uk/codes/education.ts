import type { Word } from '../../code-systems/published-table.js';
import { codeTable } from '../../kit/code-table.js';

/* Enumerations of the SIF UK data model 2.6, package learner, as the Open ADK defines them. */

type State = Word<'CARE_STATUS_STATES'>;

/** YesNoUnknown of InCare/Current, ChildProtectionRegister/IsRegistered and LearnerSpecialNeeds/MedicalFlag. */
export const STATUS = codeTable<State>('sif-uk/YesNoUnknown', 'unknown', [
  ['Yes', 'current', 'Yes'],
  ['No', 'not-current', 'No'],
  ['Unknown', 'unknown', 'Unknown'],
]);

export const IN_CARE_TYPE = codeTable('sif-uk/InCareType', 'other', [
  ['FT', 'placement', 'Fostered'],
  ['CH', 'placement', "Children's home"],
  ['WP', 'placement', 'With parents'],
  ['PA', 'placement', 'Placed for adoption'],
  ['OT', 'placement', 'Other'],
]);

export const FAMILY_STRUCTURE = codeTable('sif-uk/FamilyStructure', 'unknown', [
  ['S', 'family', 'Single parent'],
  ['A', 'family', 'Two adults'],
  ['F', 'care', 'Foster parents'],
  ['C', 'care', 'In residential care'],
  ['U', 'unknown', 'Unknown'],
]);

export const MEMBERSHIP_TYPE = codeTable('sif-uk/MembershipType', 'other', [
  ['C', 'enrolled', 'Current, single registration at this school'],
  ['G', 'guest', 'Guest'],
  ['M', 'enrolled', 'Current main, dual registration'],
  ['S', 'enrolled', 'Current subsidiary, dual registration'],
  ['P', 'previous', 'Previous'],
]);

export const LEAVING_REASON = codeTable<'deceased' | 'left' | 'other'>('sif-uk/LeavingReason', 'other', [
  ['DD', 'deceased', 'Deceased'],
  ['EO', 'left', 'Education other than at school or college'],
  ['EM', 'left', 'Emigration'],
  ['FE', 'left', 'Further education (leaver)'],
  ['FM', 'left', 'First to middle phase transfer'],
  ['HE', 'left', 'Higher education (leaver)'],
  ['NI', 'left', 'Nursery to infant'],
  ['IJ', 'left', 'Infant to junior or primary phase transfer'],
  ['JS', 'left', 'Junior or primary to secondary phase transfer'],
  ['MS', 'left', 'Middle to secondary phase transfer'],
  ['OS', 'left', 'Other school sixth form (leaver)'],
  ['OT', 'left', 'Other or unknown'],
  ['PE', 'left', 'Permanent exclusion'],
  ['ST', 'left', 'School transfer (mid-year)'],
  ['TR', 'left', 'Training (leaver)'],
  ['UN', 'left', 'Unemployment (leaver)'],
  ['WK', 'left', 'Employment (leaver)'],
  ['MD', 'left', 'Military deployment of parents'],
]);

export const LEAVING_DESTINATION = codeTable('sif-uk/LeavingDestination', 'other', [
  ['PS', 'school', 'Primary school'],
  ['SS', 'school', 'Secondary school'],
  ['SC', 'college', 'Sixth form college'],
  ['FE', 'college', 'Further education or training'],
  ['HE', 'other', 'University'],
  ['EM', 'other', 'Employment or training'],
  ['NK', 'other', 'Other or not known'],
]);

export const BOARDER = codeTable('sif-uk/BoarderType', 'other', [
  ['B', 'boarder', 'Boarder, nights a week not specified'],
  ['6', 'boarder', 'Boarder, six nights or fewer a week'],
  ['7', 'boarder', 'Boarder, seven nights a week'],
  ['N', 'none', 'Not a boarder'],
]);

export const EXCLUSION_CATEGORY = codeTable('sif-uk/ExclusionCategory', 'other', [
  ['FIXD', 'suspension', 'Fixed'],
  ['PERM', 'permanent', 'Permanent'],
  ['LNCH', 'lunchtime', 'Lunchtime'],
]);

export const EXCLUSION_REASON = codeTable('sif-uk/ExclusionReason', 'other', [
  ['PP', 'reason', 'Physical assault against a pupil'],
  ['PA', 'reason', 'Physical assault against an adult'],
  ['VP', 'reason', 'Verbal abuse or threatening behaviour against a pupil'],
  ['VA', 'reason', 'Verbal abuse or threatening behaviour against an adult'],
  ['BU', 'reason', 'Bullying'],
  ['PW', 'reason', 'Possession or use of weapon'],
  ['RA', 'reason', 'Racist abuse'],
  ['SM', 'reason', 'Sexual misconduct'],
  ['DA', 'reason', 'Drug and alcohol related'],
  ['DM', 'reason', 'Damage'],
  ['TB', 'reason', 'Threatening or dangerous behaviour'],
  ['DR', 'reason', 'Defiance of rules or discipline policy'],
  ['TH', 'reason', 'Theft'],
  ['DB', 'reason', 'Persistent disruptive behaviour'],
  ['OT', 'reason', 'Other'],
]);

export const APPEAL_RESULT = codeTable('sif-uk/AppealResult', 'other', [
  ['R', 'result', 'Reinstatement'],
  ['E', 'result', 'Exclusion stands'],
  ['O', 'result', 'Reinstatement would be appropriate but is not in the best interest of the learner'],
]);

export const SEN_PROVISION = codeTable<'none' | Word<'CARE_STATUS_KINDS'>>('dfe-cbds/sen-provision', 'other', [
  ['N', 'none', 'No special educational need'],
  ['A', 'sen-support', 'School Action or Early Years Action'],
  ['P', 'sen-support', 'School Action Plus or Early Years Action Plus'],
  ['S', 'education-health-care-plan', 'Statement'],
  ['Q', 'sen-support', 'School Action Plus and statutory assessment'],
  ['K', 'sen-support', 'SEN support (since 2014)'],
  ['E', 'education-health-care-plan', 'Education, health and care plan (since 2014)'],
]);

export const SEN_TYPE = codeTable('dfe-cbds/sen-type', 'other', [
  ['SPLD', 'need', 'Specific learning difficulty'],
  ['MLD', 'need', 'Moderate learning difficulty'],
  ['SLD', 'need', 'Severe learning difficulty'],
  ['PMLD', 'need', 'Profound and multiple learning difficulty'],
  ['BESD', 'need', 'Behaviour, emotional and social difficulties'],
  ['SEMH', 'need', 'Social, emotional and mental health (since 2014)'],
  ['SLCD', 'need', 'Speech, language and communication difficulties (Wales)'],
  ['SLCN', 'need', 'Speech, language and communication needs (England)'],
  ['HI', 'need', 'Hearing impairment'],
  ['VI', 'need', 'Visual impairment'],
  ['MSI', 'need', 'Multi-sensory impairment'],
  ['PD', 'need', 'Physical disability (England)'],
  ['PMED', 'need', 'Physical and medical difficulties (Wales)'],
  ['ASD', 'need', 'Autistic spectrum disorder'],
  ['OTH', 'need', 'Other difficulty or disability (England)'],
  ['DNA', 'none', 'Does not apply (Wales)'],
]);

export const PARAMEDICAL_SUPPORT = codeTable('sif-uk/ParamedicalSupport', 'other', [
  ['P', 'therapy', 'Physiotherapy'],
  ['S', 'therapy', 'Speech therapy'],
  ['O', 'therapy', 'Occupational therapy'],
]);

/** What the learner did in a behaviour incident; who recorded or was in charge is not part of it. */
export const PARTICIPATION = codeTable<Word<'INVOLVEMENTS'>>('sif-uk/ParticipationType', 'other', [
  ['Recorder', 'reporter', 'Recorder'],
  ['Incharge', 'responsible', 'In charge'],
  ['Victim/Recipient', 'victim', 'Victim or recipient'],
  ['Witness/Observer', 'witness', 'Witness or observer'],
]);

export const CONFIDENTIALITY = codeTable<Word<'SENSITIVITIES'>>('sif-uk/Confidentiality', 'sensitive', [
  ['Low', 'routine', 'Low'],
  ['Medium', 'sensitive', 'Medium'],
  ['High', 'highly-sensitive', 'High'],
]);
