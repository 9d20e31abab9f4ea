import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Paths of PEM files. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** One authority's certificates, and another's, that nobody trusts. All are made for one run. */
export interface MeshCertificates {
  /** The authority that signed `server` and `client`. */
  readonly ca: string;
  /** Names 127.0.0.1 and localhost. */
  readonly server: KeyPair;
  readonly client: KeyPair;
  /** Of an authority of its own: as a client it is turned away, as a server it must not be believed. */
  readonly stranger: KeyPair & { readonly ca: string };
}

/** Makes keys and certificates in `folder`. @throws Error when openssl is not installed */
export async function meshCertificates(folder: string): Promise<MeshCertificates> {
  const ca = await authority(folder, 'mesh-ca');
  const other = await authority(folder, 'other-ca');
  return {
    ca: ca.cert,
    server: await signed(folder, 'mesh-server', ca),
    client: await signed(folder, 'mesh-client', ca),
    stranger: { ...(await signed(folder, 'stranger', other)), ca: other.cert },
  };
}

async function authority(folder: string, name: string): Promise<KeyPair> {
  const pair = pathsOf(folder, name);
  const subject = ['-subj', `/CN=${name}`, '-days', '2', '-addext', 'basicConstraints=critical,CA:TRUE'];
  await openssl(['req', '-x509', ...NEW_KEY, '-keyout', pair.key, '-out', pair.cert, ...subject]);
  return pair;
}

async function signed(folder: string, name: string, ca: KeyPair): Promise<KeyPair> {
  const pair = pathsOf(folder, name);
  const request = join(folder, `${name}.csr`);
  const extensions = join(folder, `${name}.ext`);
  await writeFile(extensions, 'subjectAltName=IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth,clientAuth\n');
  await openssl(['req', ...NEW_KEY, '-keyout', pair.key, '-out', request, '-subj', `/CN=${name}`]);
  const authorityOf = ['-CA', ca.cert, '-CAkey', ca.key, '-CAcreateserial'];
  await openssl(['x509', '-req', '-in', request, ...authorityOf, '-out', pair.cert, '-days', '2', '-extfile', extensions]);
  return pair;
}

const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

function pathsOf(folder: string, name: string): KeyPair {
  return { cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) };
}

async function openssl(args: readonly string[]): Promise<void> {
  await promisify(execFile)('openssl', args);
}
