/** Why a mailbox, or one message of it, cannot be fetched now; the guide says what to do about each. */
export const MESH_FAULTS = [
  /** A file of the configuration cannot be read, or is not what it should be. */
  'mesh.credentials',
  /** Server and gateway do not accept each other's certificates. */
  'mesh.certificate',
  'mesh.unreachable',
  /** The server said nothing for too long. */
  'mesh.timeout',
  /** 401 or 403: the token, the password, the shared key or the clock. */
  'mesh.authentication',
  /** 429 or 503. */
  'mesh.busy',
  /** Any other 5xx. */
  'mesh.server',
  /** Any other 4xx. */
  'mesh.request',
  /** 404 or 410: somebody else took the message, or it has expired. */
  'mesh.gone',
  /** An answer that is not as the MESH API describes it. */
  'mesh.answer',
  /** A message broke off on the way. */
  'mesh.cut',
  /** The gateway is stopping. */
  'mesh.stopped',
] as const;
export type MeshFaultCode = (typeof MESH_FAULTS)[number];

/** Something between the gateway and MESH went wrong; says nothing of what was asked for. */
export class MeshFault extends Error {
  override readonly name = 'MeshFault';

  constructor(
    readonly code: MeshFaultCode,
    /** How long the server asks to be left alone, in milliseconds. */
    readonly retryAfterMs?: number,
  ) {
    super(code);
  }
}
