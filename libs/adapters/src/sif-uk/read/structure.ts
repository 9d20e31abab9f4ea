/** The elements of a SIF UK object that this adapter reads, as a tree of names; `leaf` has a value of its own. */
export interface Structure {
  readonly [name: string]: 'leaf' | Structure;
}

const OBJECT_NAME: Structure = leaves('Description StartNumber StartNumberSuffix EndNumber EndNumberSuffix');

const ADDRESS: Structure = {
  ...leaves('StartDate EndDate Street Locality Town AdministrativeArea County PostTown PostCode Country UniquePropertyReferenceNumber'),
  PAON: OBJECT_NAME,
  SAON: OBJECT_NAME,
  GridLocation: leaves('PropertyEasting PropertyNorthing Easting Northing'),
};
const PHONE: Structure = leaves('Number Extension ListedStatus');
const NAME: Structure = leaves(
  'Title FamilyName GivenName MiddleNames PreferredFamilyName PreferredGivenName Suffix FullName FamilyNameFirst PreferredFamilyNameFirst',
);

const DEMOGRAPHICS: Structure = {
  EthnicityList: { Ethnicity: leaves('Code Source') },
  ...leaves('Gender BirthDate PlaceOfBirth CountyOfBirth CountryOfBirth NonUKSystemImmigrant Refugee'),
  CountriesOfCitizenship: leaves('CountryOfCitizenship'),
  EnglishProficiency: leaves('EALSteps EALAcquisition'),
  LanguageList: { Language: { Code: 'leaf', TypeList: leaves('Type') } },
  Religion: leaves('AffiliationCode'),
};

/** common: PersonalInformation. */
export const PERSON: Structure = {
  Name: NAME,
  OtherNames: { Name: NAME },
  Demographics: DEMOGRAPHICS,
  Email: 'leaf',
  OtherEmailList: leaves('Email'),
  Address: ADDRESS,
  OtherAddressList: { Address: ADDRESS },
  PhoneNumber: PHONE,
  OtherPhoneNumberList: { PhoneNumber: PHONE },
};

/** Objects that become records, and those that are joined to them, by name. */
export const OBJECTS = {
  LearnerPersonal: {
    ...leaves('LocalId UIPI UPN UPNAllocationDate ULN FamilyStructure HomeLA Pregnant'),
    AlertMsgList: leaves('AlertMsg'),
    MedicalAlertMsgList: leaves('MedicalAlertMsg'),
    PersonalInformation: PERSON,
    FormerUPNList: leaves('UPN'),
    InCare: leaves('Current Type LAId AtCurrentSchool PersonalEducationPlan'),
    ChildProtectionRegister: leaves('IsRegistered LAId SiblingRegistered'),
    SiblingList: { Sibling: leaves('LearnerPersonalRefId UIPI') },
    CurrentSchoolEnrolment: leaves('LAId EstablishmentId NCYearGroup'),
    PreviousEstablishmentList: {
      PreviousEstablishment: leaves('EstablishmentId EstablishmentName LAId EntryDate ExitDate ExitType LastSchool'),
    },
  },
  LearnerContact: {
    ...leaves('Relationship LocalId ContactSequence'),
    ContactFlags: leaves(
      'ParentLegalGuardian PickupRights LivesWith AddressDisclosure EmergencyContact DisciplinaryContact MemberOfArmedForces PrimaryCareProvider RequiresInterpreter',
    ),
  },
  LearnerAttendanceSummary: {
    ...leaves('SchoolYear StartDate EndDate SessionsAttendedTotal SessionsPossible AuthorisedAbsences UnauthorisedAbsences'),
    ReasonsList: { Reason: leaves('Code Type Status Total') },
  },
  LearnerAttendance: leaves(
    'AttendanceDate TimeIn StartTime FinishTime Session SessionLabel AttendanceDomain AttendanceCode AttendanceNote RecordTimestamp',
  ),
  LearnerExclusion: leaves(
    'Category Reason StartDate StartSession EndDate ActualSessions Appeal AppealDate AppealResult ReinstatementDate HeadTeacherNotificationDate GovernorMeetingDate HearingNoticeOfAppealDate',
  ),
  LearnerSpecialNeeds: {
    ...leaves('UnitMember ResourcedProvisionMember NextReviewDate Provision StartDate EndDate MedicalFlag ParamedicalSupport MedicalNotes'),
    ...leaves('AdviceAndAssessmentLevel GroupingAndSupportLevel SpecialisedResourcesLevel TeachingMethodsLevel'),
    SENTypeList: leaves('SENType'),
  },
  LearnerSchoolEnrolment: {
    ...leaves('EntryDate NCYearGroupActual ExitDate Sessions FTPTStatus Boarder'),
    ExitType: { Code: 'leaf', Destination: leaves('Code LAId EstablishmentId Name') },
    AlternativeTuition: leaves('Category StartDate EndDate TotalHours ProvisionType'),
  },
  LearnerAssessmentResult: leaves('SchoolInfoRefId AchievementDate Result ResultStatus'),
  LearnerBehaviourIncident: {
    SchoolInfoRefId: 'leaf',
    BehaviourType: leaves('Classification SubClassification'),
    Incident: leaves('Date Duration Location Comments PrecursorRefId Confidentiality'),
    Participants: {
      Learners: {
        Learner: {
          ParticipationTypes: leaves('ParticipationType'),
          ...leaves('ParticipationComment Motivation'),
          Actions: { Action: leaves('Classification SubClassification Date Comment') },
        },
      },
    },
  },
} as const satisfies Readonly<Record<string, Structure>>;
export type ObjectName = keyof typeof OBJECTS;

/** Elements that may stand more than once beside each other, below the list that holds them; a second one anywhere else is told. */
export const REPEATING: ReadonlySet<string> = new Set([
  ...[
    'EthnicityList/Ethnicity',
    'CountriesOfCitizenship/CountryOfCitizenship',
    'LanguageList/Language',
    'TypeList/Type',
    'OtherNames/Name',
  ],
  ...['OtherEmailList/Email', 'OtherAddressList/Address', 'OtherPhoneNumberList/PhoneNumber', 'AlertMsgList/AlertMsg'],
  ...['MedicalAlertMsgList/MedicalAlertMsg', 'FormerUPNList/UPN', 'SiblingList/Sibling', 'PreviousEstablishmentList/PreviousEstablishment'],
  ...['ReasonsList/Reason', 'SENTypeList/SENType', 'Learners/Learner', 'ParticipationTypes/ParticipationType', 'Actions/Action'],
]);

/** Attributes that are read, by the element that has them. */
export const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  LearnerPersonal: ['RefId'],
  LearnerContact: ['RefId', 'LearnerPersonalRefId', 'ContactPersonalRefId'],
  LearnerAttendanceSummary: ['RefId', 'LearnerPersonalRefId', 'SchoolInfoRefId'],
  LearnerAttendance: ['RefId', 'LearnerPersonalRefId', 'SchoolInfoRefId'],
  LearnerExclusion: ['RefId', 'LearnerPersonalRefId'],
  LearnerSpecialNeeds: ['RefId', 'LearnerPersonalRefId', 'SchoolInfoRefId'],
  LearnerSchoolEnrolment: ['RefId', 'LearnerPersonalRefId', 'SchoolInfoRefId', 'MembershipType'],
  LearnerAssessmentResult: ['RefId', 'LearnerPersonalRefId', 'SchoolInfoRefId'],
  LearnerBehaviourIncident: ['RefId'],
  CurrentSchoolEnrolment: ['LearnerSchoolEnrolmentRefId'],
  Learner: ['LearnerPersonalRefId'],
  Name: ['Type'],
  Address: ['Type', 'SIF_Action'],
  PhoneNumber: ['Type', 'SIF_Action'],
  Email: ['Type', 'SIF_Action'],
  AlertMsg: ['Type'],
  MedicalAlertMsg: ['Severity'],
  SENType: ['Ranking'],
};

function leaves(names: string): Readonly<Record<string, 'leaf'>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, 'leaf'] as const));
}
