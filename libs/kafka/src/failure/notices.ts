import { Subject } from 'rxjs';
import type { Observable } from 'rxjs';

/** Something librdkafka said that belongs to no message. Informational: whether messages pass is told by the status. */
export interface Notice {
  /** librdkafka's name of the error, for example `_TRANSPORT`. */
  readonly code: string;
  /** librdkafka's own words; never part of a message. */
  readonly text: string;
  /** How many of this code were held back since the last one. */
  readonly suppressed: number;
}

const QUIET_MS = 10_000;

/** A dead broker raises dozens of errors a second: one per code in ten seconds is passed on, the rest is counted. */
export class Notices {
  private readonly subject = new Subject<Notice>();
  private readonly codes = new Map<string, { readonly at: number; suppressed: number }>();

  get stream(): Observable<Notice> {
    return this.subject.asObservable();
  }

  raise(code: string, text: string, now: number): void {
    const last = this.codes.get(code);
    if (last !== undefined && now - last.at < QUIET_MS) {
      last.suppressed += 1;

      return;
    }
    this.codes.set(code, { at: now, suppressed: 0 });
    this.subject.next({ code, text, suppressed: last?.suppressed ?? 0 });
  }

  close(): void {
    this.subject.complete();
  }
}
