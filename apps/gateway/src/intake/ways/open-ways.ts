import type { GatewayConfig } from '../../config/gateway-config.js';
import type { Transport } from '../../config/transports/transport.js';
import type { WayIn, WayParts } from './way-in.js';

type Kind = Transport['kind'];
/** Opens the way in of one feed; nothing is fetched before it is started. */
export type OpenWay<K extends Kind> = (parts: WayParts, transport: Extract<Transport, { readonly kind: K }>) => WayIn;

/** Each kind is loaded when a feed has it. */
const WAYS: { readonly [K in Kind]?: () => Promise<OpenWay<K>> } = {
  directory: async () => (await import('../files/watch-directory.js')).openDirectory,
  sftp: async () => (await import('../files/poll-sftp.js')).openSftp,
  'mesh-folder': async () => (await import('../files/watch-mesh-folder.js')).openMeshFolder,
  fhir: async () => (await import('../fhir-client/open-fhir.js')).openFhir,
  kafka: async () => (await import('../kafka/kafka-way.js')).openKafka,
  mesh: async () => (await import('../mesh/mesh-way.js')).openMesh,
};

/** The ways in of all feeds that the gateway fetches itself. */
export async function openWays({ feeds }: Pick<GatewayConfig, 'feeds'>, parts: Omit<WayParts, 'feed'>): Promise<readonly WayIn[]> {
  const ways: WayIn[] = [];
  for (const feed of feeds) if (feed.transport !== undefined) ways.push(await openWay({ ...parts, feed }, feed.transport));
  return ways;
}

async function openWay(parts: WayParts, transport: Transport): Promise<WayIn> {
  const open = WAYS[transport.kind];
  if (open === undefined) throw new Error(`feeds of kind ${transport.kind} cannot be fetched by this version`);
  // The kind chose the function, which the compiler cannot see.
  return ((await open()) as OpenWay<Kind>)(parts, transport);
}
