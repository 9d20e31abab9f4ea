import { nhsNumberHolds } from '../../kit/check-digits.js';

/** The NHS number in a URL of the Personal Demographics Service, where the id of a Patient is the number (PDS FHIR API). */
export function nhsNumberInUrl(url: string): string | undefined {
  const id = /\/personal-demographics\/(?:[^?#]*\/)?Patient\/(\d{10})(?:[/?#]|$)/u.exec(url)?.[1];
  return id !== undefined && nhsNumberHolds(id) ? id : undefined;
}
