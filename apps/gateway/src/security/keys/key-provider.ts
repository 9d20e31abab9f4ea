/** Where the keys come from: a local file by default. Called at start and at rotation, never per record. */
export interface KeyProvider {
  keys(): Promise<KeyMaterial>;
}

/** All keys are 32 random bytes. */
export interface KeyMaterial {
  /** Key-encryption keys, which wrap the data keys; older ones stay to open what they wrapped. */
  readonly keyEncryptionKeys: ReadonlyMap<string, Buffer>;
  readonly currentKeyId: string;
  /** For recordId and ce_id; never rotated, else a repeat would look new. */
  readonly identityKey: Buffer;
  /** For the registry's block keys and the look-up hashes of submissions. */
  readonly registryKey: Buffer;
  /** For the audit chain: without it a forged chain cannot be recomputed. */
  readonly auditKey: Buffer;
}
