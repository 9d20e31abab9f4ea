import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Which examples of the demonstration were sent, file to submission id: a later start does not send them again. */
export type ExamplesSent = Readonly<Record<string, string>>;

export async function readExamplesSent(dataDir: string): Promise<ExamplesSent> {
  try {
    return JSON.parse(await readFile(pathIn(dataDir), 'utf8')) as ExamplesSent;
  } catch {
    // None yet, or cut by a kill: sending an example twice is recognised as the same message.
    return {};
  }
}

export async function writeExamplesSent(dataDir: string, sent: ExamplesSent): Promise<void> {
  await writeFile(`${pathIn(dataDir)}.new`, `${JSON.stringify(sent, null, 2)}\n`);
  await rename(`${pathIn(dataDir)}.new`, pathIn(dataDir));
}

function pathIn(dataDir: string): string {
  return join(dataDir, 'examples-sent.json');
}
