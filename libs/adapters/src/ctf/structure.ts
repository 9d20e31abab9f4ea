/**
 * The elements of a CTF pupil that this adapter reads, as a tree of names. `leaf` has a value of its own. Whatever a file
 * holds beyond this tree and beyond `unmapped.ts` is reported as unknown, never passed over in silence.
 */
export interface Structure {
  readonly [name: string]: 'leaf' | Structure;
}

const SCHOOL: Structure = { LEA: 'leaf', Estab: 'leaf', URN: 'leaf', SchoolName: 'leaf' };

const ADDRESS_END: Structure = {
  County: 'leaf',
  PostCode: 'leaf',
  Postcode: 'leaf',
  Zip: 'leaf',
  Country: 'leaf',
  Easting: 'leaf',
  Northing: 'leaf',
};

const ADDRESS: Structure = {
  BS7666Address: {
    SAON: 'leaf',
    PAON: 'leaf',
    Street: 'leaf',
    Locality: 'leaf',
    Town: 'leaf',
    AdministrativeArea: 'leaf',
    PostTown: 'leaf',
    UniquePropertyReferenceNumber: 'leaf',
    ...ADDRESS_END,
  },
  AddressLines: {
    AddressLine1: 'leaf',
    AddressLine2: 'leaf',
    AddressLine3: 'leaf',
    AddressLine4: 'leaf',
    AddressLine5: 'leaf',
    ...ADDRESS_END,
  },
  ...ADDRESS_END,
};

const PHONES: Structure = { Phone: { TelephoneType: 'leaf', PhoneNo: 'leaf' } };

const CONTACT: Structure = {
  Order: 'leaf',
  Priority: 'leaf',
  Title: 'leaf',
  Surname: 'leaf',
  Forename: 'leaf',
  MiddleNames: 'leaf',
  Gender: 'leaf',
  Sex: 'leaf',
  Relationship: 'leaf',
  Responsibility: 'leaf',
  AddressAsPupil: 'leaf',
  Address: ADDRESS,
  Phones: PHONES,
  Email: 'leaf',
};

const ATTENDANCE_DETAIL: Structure = { AttendanceStartDate: 'leaf', AttendanceMarks: 'leaf' };

const YEAR_DATA: Structure = {
  Year: 'leaf',
  ...SCHOOL,
  SessionsPossible: 'leaf',
  SessionsAuthorised: 'leaf',
  SessionsAttended: 'leaf',
  SessionsUnauthorised: 'leaf',
  AttendSessions: ATTENDANCE_DETAIL,
  ...ATTENDANCE_DETAIL,
};

const ASSESSMENT: Structure = {
  Locale: 'leaf',
  Year: 'leaf',
  Subject: 'leaf',
  Method: 'leaf',
  Component: 'leaf',
  ResultStatus: 'leaf',
  ResultQualifier: 'leaf',
  Result: 'leaf',
  ResultDate: 'leaf',
};

const SEN: Structure = { StartDate: 'leaf', EndDate: 'leaf', SENprovision: 'leaf' };

const FSM_HISTORY: Structure = { FSMreviewDate: 'leaf', FSMinstance: { FSMstartDate: 'leaf', FSMendDate: 'leaf', UKcountry: 'leaf' } };

/** CTF 21 §4.3.2; contacts, phones, SEN needs and school history as public importers read them. */
export const PUPIL: Structure = {
  ApplicationReference: 'leaf',
  UPN: 'leaf',
  UniqueLearnerNumber: 'leaf',
  UCI: 'leaf',
  Surname: 'leaf',
  Forename: 'leaf',
  DOB: 'leaf',
  Gender: 'leaf',
  Sex: 'leaf',
  BasicDetails: {
    FormerUPN: 'leaf',
    LegalSurname: 'leaf',
    LegalForename: 'leaf',
    PreferredSurname: 'leaf',
    PreferredForename: 'leaf',
    FormerSurname: 'leaf',
    FormerForename: 'leaf',
    MiddleNames: 'leaf',
    NCyearActual: 'leaf',
    Ethnicity: 'leaf',
    EthnicitySource: 'leaf',
    Languages: { Type: { LanguageType: 'leaf', Language: 'leaf' } },
    MedicalFlag: 'leaf',
    Disabilities: { Disability: 'leaf' },
    ServiceChild: 'leaf',
    EnrolStatus: 'leaf',
    FSMhistory: FSM_HISTORY,
  },
  LookedAfter: { InCare: 'leaf', CareAuthority: 'leaf' },
  FSMhistory: FSM_HISTORY,
  SENhistory: { SEN, SENneeds: { SENneed: { SENtype: 'leaf', SENtypeRank: 'leaf' } } },
  SEN,
  Admissions: { Accept: 'leaf' },
  Address: ADDRESS,
  Phones: PHONES,
  Email: 'leaf',
  Contacts: { Contact: CONTACT },
  Attendance: { YearData: YEAR_DATA },
  StageAssessments: { KeyStage: { Stage: 'leaf', StageAssessment: ASSESSMENT } },
  SchoolHistory: {
    School: {
      ...SCHOOL,
      EntryDate: 'leaf',
      LeavingDate: 'leaf',
      LeavingReason: 'leaf',
      GroundsForRemoval: 'leaf',
      LastSchool: 'leaf',
    },
  },
};

export const HEADER: Structure = {
  DocumentName: 'leaf',
  DataDescriptor: 'leaf',
  CTFversion: 'leaf',
  ATFversion: 'leaf',
  DateTime: 'leaf',
  DocumentQualifier: 'leaf',
  SupplierID: 'leaf',
  SourceSchool: { ...SCHOOL, AcademicYear: 'leaf' },
  DestSchool: { ...SCHOOL },
};
