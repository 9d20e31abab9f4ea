import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fhirServerClasspath } from './build-server.js';

/** A real FHIR R4 server (HAPI JPA over H2 in memory) on a random loopback port. */
export interface RealFhir {
  /** Base address. */
  readonly url: string;
  /** Creates or updates a resource under its own id. */
  put(resource: FhirObject): Promise<void>;
  delete(type: string, id: string): Promise<void>;
  close(): Promise<void>;
}

/** A resource with its type and id. */
export interface FhirObject extends Readonly<Record<string, unknown>> {
  readonly resourceType: string;
  readonly id: string;
}

export async function startRealFhir(): Promise<RealFhir> {
  const { child, port } = await launch(await fhirServerClasspath());
  const url = `http://127.0.0.1:${String(port)}/fhir`;
  const killNow = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', killNow);
  const send = async (method: 'PUT' | 'DELETE', path: string, body?: FhirObject): Promise<void> => {
    const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/fhir+json' } };
    const response = await fetch(`${url}/${path}`, { method, ...content });
    if (!response.ok) throw new Error(`${method} ${path}: ${String(response.status)} ${await response.text()}`);
  };
  // The port is open before the server can answer: ready is when it has described itself.
  const described = await fetch(`${url}/metadata`);
  if (!described.ok) throw new Error(`The FHIR server describes itself with ${String(described.status)}.`);
  return {
    url,
    put: (resource) => send('PUT', `${resource.resourceType}/${resource.id}`, resource),
    delete: (type, id) => send('DELETE', `${type}/${id}`),
    async close() {
      process.removeListener('exit', killNow);
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Resolves on the launcher's own word. */
async function launch(classpath: string): Promise<{ readonly child: ChildProcess; readonly port: number }> {
  const command = ['java', '-Xmx700m', '-XX:TieredStopAtLevel=1', '-cp', classpath, 'uk.gov.mash.gateway.fhir.FhirServer'];
  // setpriv has the kernel kill the server when the test process is killed by -9, where no exit hook runs.
  const [program = 'java', ...args] = existsSync(SETPRIV) ? [SETPRIV, '--pdeathsig', 'KILL', ...command] : command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const lastLines: string[] = [];
  const port = await new Promise<number>((resolve, reject) => {
    const onLine = (line: string): void => {
      lastLines.push(line);
      if (lastLines.length > 20) lastLines.shift();
      const listening = /^listening on (\d+)$/.exec(line)?.[1];
      if (listening !== undefined) resolve(Number(listening));
    };
    createInterface(child.stdout).on('line', onLine);
    createInterface(child.stderr).on('line', onLine);
    child.once('error', reject);
    child.once('exit', () => {
      reject(new Error(`The FHIR server ended while starting:\n${lastLines.join('\n')}`));
    });
  });
  return { child, port };
}

const SETPRIV = '/usr/bin/setpriv';
