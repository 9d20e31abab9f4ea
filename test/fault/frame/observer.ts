import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../../support/ask.js';

/** What a person on duty could see from outside while it lasted: codes and extremes, no time-line. */
export interface Seen {
  readonly readiness: readonly string[];
  readonly alarms: readonly string[];
  readonly metrics: readonly string[];
  readonly logs: readonly string[];
}

const LOOK_EVERY_MS = 250;
const PATIENCE_MS = 4_000;

/** Looks at the health and metrics of every gateway again and again until it is stopped. */
export class Observer {
  private readonly reasons = new Set<string>();
  private readonly alarms = new Set<string>();
  private readonly highest = new Map<string, number>();
  private databaseUp = true;
  private stopped = false;
  private readonly looking: Promise<void>;

  /** @param urls where gateways should be answering now */
  constructor(private readonly urls: () => readonly string[]) {
    this.looking = this.look();
  }

  /** Resolves with what was seen. @param output everything the gateways have written */
  async stop(output: readonly string[]): Promise<Seen> {
    this.stopped = true;
    await this.looking;
    return { readiness: [...this.reasons].sort(), alarms: [...this.alarms].sort(), metrics: this.metrics(), logs: warnings(output) };
  }

  saw(code: string): boolean {
    return this.reasons.has(code) || this.alarms.has(code);
  }

  private async look(): Promise<void> {
    while (!this.stopped) {
      await Promise.all(this.urls().map((url) => this.lookAt(url)));
      await pause(LOOK_EVERY_MS);
    }
  }

  private async lookAt(url: string): Promise<void> {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    try {
      const [ready, metrics] = await Promise.all([
        ask(`${url}/health/ready`, undefined, {}, signal),
        ask(`${url}/metrics`, undefined, {}, signal),
      ]);
      const { reasons, alarms } = ready.json as Readonly<Record<'reasons' | 'alarms', readonly { readonly code: string }[]>>;
      for (const { code } of reasons) this.reasons.add(code);
      for (const { code } of alarms) this.alarms.add(code);
      for (const [name, value] of samples(metrics.text)) this.keep(name, value);
    } catch {
      // A gateway that was killed or stands still; its load balancer sees the same.
      this.reasons.add('(no answer)');
    }
  }

  private keep(name: string, value: number): void {
    if (name === 'mash_database_up') this.databaseUp &&= value === 1;
    else this.highest.set(name, Math.max(this.highest.get(name) ?? 0, value));
  }

  private metrics(): readonly string[] {
    const told = [...this.highest].filter(([, value]) => value >= 1).map(([name, value]) => `${name} up to ${Math.floor(value)}`);
    return [...(this.databaseUp ? [] : ['mash_database_up 0']), ...told.sort()];
  }
}

const TELLING =
  /^(mash_(?:database_up|outbox_unsent|outbox_oldest_unsent_seconds|dead_letters|records_held|faults_total))(?:\{.*\})? (\S+)$/gm;

function samples(text: string): readonly (readonly [string, number])[] {
  return [...text.matchAll(TELLING)].map(([, name = '', value = '']) => [name, Number(value)]);
}

const WARNING = 40;

function warnings(output: readonly string[]): readonly string[] {
  const codes = output.flatMap((line) => {
    if (!line.startsWith('{')) return [];
    const { level, event, code, state } = JSON.parse(line) as Readonly<Record<string, string | number | undefined>>;
    const bad = Number(level) >= WARNING || (event === 'kafka.status' && state !== 'ready');
    return bad ? [[event, state, code].filter((part) => part !== undefined).join(' ')] : [];
  });
  return [...new Set(codes)].sort();
}
