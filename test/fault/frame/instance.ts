import { startGatewayProcess, type GatewayPlace, type GatewayProcess } from '../../support/process/gateway-process.js';
import type { GatewayProcessPlan } from '../../support/process/gateway-main.js';

/** One gateway as its supervisor keeps it: started again whenever it is gone, unless it was told to stay away. */
export class Instance {
  /** Starts after the first. */
  restarts = 0;
  private process: GatewayProcess | undefined;
  private standingStill = false;
  private wanted = true;
  private readonly earlier: string[] = [];
  private starting: Promise<void> = Promise.resolve();

  constructor(
    private readonly place: GatewayPlace,
    private readonly plan: GatewayProcessPlan,
  ) {}

  /** Where it answers; undefined while it is gone. */
  get url(): string | undefined {
    return this.process?.url;
  }

  get standsStill(): boolean {
    return this.standingStill;
  }

  get output(): readonly string[] {
    return [...this.earlier, ...(this.process?.output ?? [])];
  }

  start(): Promise<void> {
    this.wanted = true;
    this.starting = this.run();
    return this.starting;
  }

  /** kill -9. @param then whether its supervisor starts it again */
  async kill(then: 'start again' | 'stay away'): Promise<void> {
    this.wanted = then === 'start again';
    await this.process?.kill();
    await this.starting;
  }

  standStill(): void {
    this.standingStill = true;
    this.process?.signal('SIGSTOP');
  }

  goOn(): void {
    this.standingStill = false;
    this.process?.signal('SIGCONT');
  }

  /** SIGTERM. @returns whether everything accepted was on Kafka */
  async stop(): Promise<boolean> {
    this.wanted = false;
    await this.starting;
    return (await this.process?.stop()) ?? false;
  }

  private async run(): Promise<void> {
    const started = await startGatewayProcess(this.place, this.plan);
    if (started === undefined) throw new Error('A gateway does not start');
    this.process = started;
    void started.gone.then(() => {
      this.earlier.push(...started.output);
      this.process = undefined;
      if (!this.wanted) return;
      this.restarts += 1;
      this.starting = this.run();
      // Whoever waits for it hears of it.
      this.starting.catch(() => undefined);
    });
  }
}
