/**
 * The elements of the census that this adapter reads, as a tree of names. `leaf` has a value of its own, `leaves` may stand more than
 * once; a list of one structure may stand more than once too. Whatever a file holds beyond this tree and beyond `unmapped.ts` is
 * reported as unknown, never passed over in silence. The order of elements says nothing: it differs from year to year.
 */
export interface Structure {
  readonly [name: string]: Part;
}
export type Part = 'leaf' | 'leaves' | Structure | readonly [Structure];

export const HEADER: Structure = {
  CollectionDetails: { Collection: 'leaf', Year: 'leaf', ReferenceDate: 'leaf' },
  Source: { SourceLevel: 'leaf', LEA: 'leaf', SoftwareCode: 'leaf', Release: 'leaf', SerialNo: 'leaf', DateTime: 'leaf' },
};

/** CIN census business and technical specification, "Child XML message structure"; pre-proceedings as public 2026 files have them. */
export const CHILD: Structure = {
  ChildIdentifiers: {
    LAchildID: 'leaf',
    UPN: 'leaf',
    FormerUPN: 'leaves',
    UPNunknown: 'leaf',
    PersonBirthDate: 'leaf',
    ExpectedPersonBirthDate: 'leaf',
    GenderCurrent: 'leaf',
    Sex: 'leaf',
    PersonDeathDate: 'leaf',
  },
  ChildCharacteristics: { Ethnicity: 'leaf', Disabilities: { Disability: 'leaves' } },
  CINdetails: [
    {
      CINreferralDate: 'leaf',
      ReferralSource: 'leaf',
      PrimaryNeedCode: 'leaf',
      CINclosureDate: 'leaf',
      ReasonForClosure: 'leaf',
      DateOfInitialCPC: 'leaf',
      ReferralNFA: 'leaf',
      Assessments: [
        {
          AssessmentActualStartDate: 'leaf',
          AssessmentInternalReviewDate: 'leaf',
          AssessmentAuthorisationDate: 'leaf',
          FactorsIdentifiedAtAssessment: [{ AssessmentFactors: 'leaves' }],
        },
      ],
      CINPlanDates: [{ CINPlanStartDate: 'leaf', CINPlanEndDate: 'leaf' }],
      Section47: [{ S47ActualStartDate: 'leaf', InitialCPCtarget: 'leaf', DateOfInitialCPC: 'leaf', ICPCnotRequired: 'leaf' }],
      ChildProtectionPlans: [
        {
          CPPstartDate: 'leaf',
          CPPendDate: 'leaf',
          InitialCategoryOfAbuse: 'leaf',
          LatestCategoryOfAbuse: 'leaf',
          NumberOfPreviousCPP: 'leaf',
          Reviews: [{ CPPreviewDate: 'leaves' }],
        },
      ],
      PreProceedingsandFGDM: [
        {
          PPStartDate: 'leaf',
          LBPSentDate: 'leaf',
          FGDMMeetingOffer: 'leaf',
          FGDMMeetingFac: 'leaf',
          InitialPPMeetingDate: 'leaf',
          ReviewMeetingsCount: 'leaf',
          StepDecisionDate: 'leaf',
          PPOutcome: 'leaf',
          CourtAppDate: 'leaf',
          LetterInitCPDate: 'leaf',
        },
      ],
    },
  ],
};
