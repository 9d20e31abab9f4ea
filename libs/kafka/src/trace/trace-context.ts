import { AsyncLocalStorage } from 'node:async_hooks';

import { headerText } from '../consume/consumed-message.js';
import type { ConsumedMessage } from '../consume/consumed-message.js';
import type { OutgoingMessage } from '../publish/outgoing.js';

/** The trace that a message belongs to, by the two headers of W3C Trace Context. Forwarded as it came: no span is made here. */
export interface TraceContext {
  /** `00-<trace id>-<parent id>-<flags>` (W3C Trace Context §3.2). */
  readonly traceparent: string;
  /** What vendors add, unread (§3.3). */
  readonly tracestate?: string;
}

/** The trace context in a message's headers; undefined when there is none, or one that §3.2 says to ignore. */
export function traceContextOf(message: ConsumedMessage): TraceContext | undefined {
  const traceparent = headerText(message, 'traceparent');
  if (traceparent === undefined || !isTraceparent(traceparent)) return undefined;
  const tracestate = headerText(message, 'tracestate');

  return { traceparent, ...(isTracestate(tracestate) ? { tracestate } : {}) };
}

/** The trace that the running handler works in; undefined outside a handler, and in one whose message has no trace. */
export function currentTraceContext(): TraceContext | undefined {
  return RUNNING.getStore();
}

/** Runs `work` in a trace: whatever it publishes carries the trace on. */
export function inTraceContext<T>(trace: TraceContext | undefined, work: () => T): T {
  return RUNNING.run(trace, work);
}

/** The message with the current trace, unless it has one of its own. */
export function withCurrentTrace(message: OutgoingMessage): OutgoingMessage {
  const trace = currentTraceContext();
  if (trace === undefined || message.headers['traceparent'] !== undefined) return message;

  return { ...message, headers: { ...message.headers, ...trace } };
}

const RUNNING = new AsyncLocalStorage<TraceContext | undefined>();

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** §3.2.2: version ff and ids of zeros are invalid; a later version may be longer, version 00 may not. */
function isTraceparent(text: string): boolean {
  const [, version = 'ff', trace = '', parent = '', , more] = TRACEPARENT.exec(text) ?? [];

  return version !== 'ff' && /[^0]/.test(trace) && /[^0]/.test(parent) && (version !== '00' || more === undefined);
}

/** Printable ASCII that may travel as a header; longer than §3.3.1.5 asks to keep is left out. */
function isTracestate(text: string | undefined): text is string {
  return text !== undefined && /^[\x20-\x7e]{1,512}$/.test(text);
}
