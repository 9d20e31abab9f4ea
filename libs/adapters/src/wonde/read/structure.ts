/** Keys of an object that this adapter reads; `leaf` has a value of its own. Lists and `data` around an object count for nothing. */
export interface Structure {
  readonly [key: string]: 'leaf' | Structure;
}

const DATE: Structure = leaves('date timezone_type timezone');
const PERSON: Structure = {
  ...leaves('id upi mis_id title initials surname forename middle_names legal_surname legal_forename gender'),
  date_of_birth: DATE,
  created_at: DATE,
  updated_at: DATE,
};
const ADDRESS: Structure = leaves('house_number house_name apartment street district town county country postcode');

const CONTACT_DETAILS: Structure = {
  phones: leaves('phone primary home work mobile'),
  emails: leaves('email primary home work'),
  addresses: { home: ADDRESS, postal: ADDRESS, work: ADDRESS },
};
const SCHOOL: Structure = leaves('id name urn la_code establishment_number');
const CODE: Structure = leaves('code description');

const BEHAVIOUR: Structure = {
  ...leaves('id mis_id type bullying_type comment incident location status action_taken activity_type'),
  created_at: DATE,
  updated_at: DATE,
  incident_date: DATE,
  action_date: DATE,
  recorded_date: DATE,
  students: PERSON,
  student: PERSON,
};
const EXCLUSION: Structure = {
  ...leaves('id mis_id type reason comments sessions'),
  created_at: DATE,
  updated_at: DATE,
  start_date: DATE,
  end_date: DATE,
  student: PERSON,
};
const ATTENDANCE: Structure = {
  ...leaves('id mis_id session comment minutes_late'),
  created_at: DATE,
  updated_at: DATE,
  date: DATE,
  attendance_code: CODE,
  student: PERSON,
};

/** The objects of the API that become records, with what their includes hold. */
export const OBJECTS = {
  student: {
    ...PERSON,
    upn: 'leaf',
    is_leaver: 'leaf',
    contact_details: CONTACT_DETAILS,
    education_details: {
      ...leaves('upn former_upn local_upn uln learner_unique_number admission_number current_nc_year enrolment_status'),
      admission_date: DATE,
      leaving_date: DATE,
    },
    extended_details: {
      ...leaves('upn ethnicity ethnicity_code religion nationality first_language home_language country_of_birth asylum_status'),
      ...leaves('english_as_additional_language english_as_additional_language_status sen_status in_lea_care ever_in_care'),
      ...leaves('free_school_meals free_school_meals_6 service_children_indicator young_carer enrolment_status next_of_kin dietary_needs'),
    },
    contacts: {
      ...PERSON,
      contact_details: CONTACT_DETAILS,
      relationship: leaves('priority parental_responsibility lives_with_pupil court_order pupil_report relationship'),
    },
    siblings: PERSON,
    doctors: leaves('id title surname forename practice name telephone'),
    school: SCHOOL,
    year: CODE,
    sen_needs: { ...leaves('id type code description rank'), start_date: DATE, end_date: DATE },
    medical_conditions: { ...leaves('id description notes'), date: DATE },
    medical_notes: leaves('id description notes'),
    attendance_summary: leaves('possible_marks present_marks authorised_absence_marks unauthorised_absence_marks late_marks'),
    exclusions: EXCLUSION,
    behaviours: BEHAVIOUR,
  },
  attendance: ATTENDANCE,
  behaviour: BEHAVIOUR,
  exclusion: EXCLUSION,
  deletion: { ...leaves('id type'), deleted_at: DATE },
} as const satisfies Readonly<Record<string, Structure>>;
export type ObjectKind = keyof typeof OBJECTS;

function leaves(keys: string): Readonly<Record<string, 'leaf'>> {
  return Object.fromEntries(keys.split(' ').map((key) => [key, 'leaf'] as const));
}
