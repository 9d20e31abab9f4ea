import type { Issue, ProblemCode } from '@mash-gateway/contracts';

/** Thrown where a request ends in a problem of the catalogue; the problem filter answers it. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';

  constructor(
    readonly code: ProblemCode,
    readonly issues: readonly Issue[] = [],
  ) {
    super(code);
  }
}
