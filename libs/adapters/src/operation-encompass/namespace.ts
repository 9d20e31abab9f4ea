/** Namespace of version 1 of the profile. It changes only with a change that breaks readers. */
export const NAMESPACE = 'urn:mash-gateway:operation-encompass:1';

/** A namespace of this profile in any version, known or not. */
export const ANY_VERSION = /^urn:mash-gateway:operation-encompass:[^:]{1,20}$/u;

/** Name of a code list of the profile, as the system of an original code. */
export function list(name: string): string {
  return `${NAMESPACE}#${name}`;
}
