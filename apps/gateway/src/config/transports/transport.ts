import { resolve } from 'node:path';
import { DIRECTORY, type DirectoryTransport } from './directory.js';
import { FHIR, type FhirTransport } from './fhir.js';
import { KAFKA, type KafkaTransport } from './kafka.js';
import { MESH, type MeshTransport } from './mesh.js';
import { MESH_FOLDER, type MeshFolderTransport } from './mesh-folder.js';
import { SFTP, type SftpTransport } from './sftp.js';
import type { TransportKind } from './transport-kind.js';

/**
 * How the messages of a feed come in. Without one they are posted to `/v1/feeds/{id}/submissions` or `/fhir/{id}`; every other
 * kind is fetched by the gateway itself, and HTTP stays open beside it.
 */
export type Transport = DirectoryTransport | SftpTransport | MeshFolderTransport | MeshTransport | FhirTransport | KafkaTransport;

/** Every kind there is; each lies in a file of its own beside this one. */
export const TRANSPORT_KINDS: readonly TransportKind[] = [DIRECTORY, SFTP, MESH_FOLDER, MESH, FHIR, KAFKA];

/** The schema of `feeds[].transport`. */
export function transportSchema(): Readonly<Record<string, unknown>> {
  return {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' } },
    description: 'How messages come in; without it they are posted over HTTP.',
    discriminator: { propertyName: 'kind' },
    oneOf: TRANSPORT_KINDS.map(({ kind, properties, required, description }) => ({
      type: 'object',
      additionalProperties: false,
      required: ['kind', ...required],
      description,
      properties: { kind: { const: kind }, ...properties },
    })),
  };
}

/** A transport as configured, its paths made absolute. */
export function locatedTransport<T extends { readonly kind: string }>(transport: T, folder: string): T {
  const { paths = [] } = TRANSPORT_KINDS.find(({ kind }) => kind === transport.kind) ?? {};
  return located(transport, paths, folder) as T;
}

/** A path inside a group of settings is named with a dot: `oauth.keyFile`. */
function located(settings: object, paths: readonly string[], folder: string): object {
  const entries = Object.entries(settings).map(([name, value]: [string, unknown]) => {
    if (typeof value === 'string') return [name, paths.includes(name) ? resolve(folder, value) : value];
    const inside = paths.flatMap((path) => (path.startsWith(`${name}.`) ? [path.slice(name.length + 1)] : []));
    return [name, inside.length > 0 && typeof value === 'object' && value !== null ? located(value, inside, folder) : value];
  });
  return Object.fromEntries(entries) as object;
}
