/** The gateway cannot start, for a reason a person can do something about; the message is one sentence for that person. */
export class StartFault extends Error {
  override readonly name = 'StartFault';
}
