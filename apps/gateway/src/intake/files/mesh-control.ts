import { DEFAULT_LIMITS, inputOf, Refusal, textAt, xmlDocument } from '@mash-gateway/adapters/kit';
import type { Issue } from '@mash-gateway/contracts';
import type { FileOutcome } from './take-file.js';

/** Control files hold a few lines; a longer one is none. */
const MAX_BYTES = 64 * 1024;
const ROOT = 'DTSControl';

/**
 * What the control file of the MESH client says should become of its message: undefined when its data is to be taken.
 * Reports of the service about messages that were sent are no data (MESH client interface: MessageType `Report`, StatusRecord).
 * @param workflows ids of the workflows that are taken; undefined: all
 */
export async function judgeControl(bytes: Uint8Array, workflows: readonly string[] | undefined): Promise<FileOutcome | undefined> {
  let control;
  try {
    control = await xmlDocument(inputOf(bytes, 'application/xml'), { ...DEFAULT_LIMITS, bytes: MAX_BYTES });
  } catch (error) {
    if (error instanceof Refusal) return refused(error.issue.code, `control file, ${error.issue.location}`, error.issue.rule);
    throw error;
  }
  if (control.name !== ROOT) return refused('format.unexpected-root', 'control file', ROOT);
  const type = textAt(control, 'MessageType')?.toLowerCase();
  const failed = textAt(control, 'StatusRecord', 'Status')?.toLowerCase() === 'error';
  if (failed) return { kind: 'set-aside', code: 'mesh.error-report' };
  if (type === 'report') return { kind: 'set-aside', code: 'mesh.report' };
  if (type !== 'data') return refused('format.unsupported', `control file, /${ROOT}/MessageType`, 'Data or Report');
  // Of the client, that is: what the message holds may be encrypted by other means, which its adapter will see.
  if (textAt(control, 'Encrypted')?.toLowerCase() === 'y') return refused('format.unsupported', `control file, /${ROOT}/Encrypted`, 'N');
  const workflow = textAt(control, 'WorkflowId');
  if (workflows !== undefined && (workflow === undefined || !workflows.includes(workflow)))
    return refused('format.unsupported', `control file, /${ROOT}/WorkflowId`, 'a workflow of this feed');
  return undefined;
}

function refused(code: Issue['code'], location: string, rule: string | undefined): FileOutcome {
  const issue: Issue = { code, severity: 'error', location, ...(rule === undefined ? {} : { rule }) };
  return { kind: 'refused', issues: [issue] };
}
