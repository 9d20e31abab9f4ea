import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, Reflector } from '@nestjs/core';
import type { Adapter } from '@mash-gateway/adapters';
import type { Clock } from './clock.js';
import type { GatewayConfig } from './config/gateway-config.js';
import { ConsoleController } from './console/console.controller.js';
import { FormsController } from './forms/forms.controller.js';
import { Door } from './intake/http/door.js';
import { Notifications } from './intake/fhir-client/notifications.js';
import { NotifyController } from './intake/fhir-client/notify.controller.js';
import { FhirController } from './intake/fhir/fhir.controller.js';
import { SubmissionsController } from './intake/http/submissions.controller.js';
import type { Journal, JournalState } from './journal/journal.js';
import { DocumentsController } from './operate/documents.controller.js';
import { HealthController } from './operate/health.controller.js';
import type { Readiness } from './operate/health.js';
import type { Log } from './operate/log.js';
import type { Measures } from './operate/metrics.js';
import { ProblemFilter } from './operate/problem-filter.js';
import { DeliveryWaits } from './publish/delivery-waits.js';
import type { Authenticator } from './security/authentication.js';
import { DeadLettersController } from './replay/dead-letters.controller.js';
import type { Desk } from './replay/desk.js';
import { ReplaysController } from './replay/replays.controller.js';
import { RightsGuard } from './security/rights.js';
import { ADAPTERS_IN_USE, AUTHENTICATOR, CLOCK, CONFIG, DESK, JOURNAL, JOURNAL_STATE, MEASURES, READINESS } from './tokens.js';

/** What the pages and the API are made of. */
export interface AppParts {
  readonly config: GatewayConfig;
  readonly journal: Journal;
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly door: Door;
  readonly notifications: Notifications;
  readonly waits: DeliveryWaits;
  readonly desk: Desk;
  readonly readiness: () => Promise<Readiness>;
  /** Undefined while the database does not answer. */
  readonly state: () => Promise<JournalState | undefined>;
  readonly clock: Clock;
  readonly measures: Measures;
  readonly authenticator: Authenticator;
  readonly log: Log;
}

/** Controllers by what they serve; the guard closes every endpoint that declares no right. */
@Module({})
export class AppModule {
  static of(parts: AppParts, serves: 'everything' | 'intake' | 'management'): DynamicModule {
    const intake = [SubmissionsController, FhirController, NotifyController, DocumentsController, ConsoleController, FormsController];
    const operation = [HealthController, DeadLettersController, ReplaysController];
    return {
      module: AppModule,
      controllers: [...(serves === 'management' ? [] : intake), ...(serves === 'intake' ? [] : operation)],
      providers: [
        { provide: CONFIG, useValue: parts.config },
        { provide: JOURNAL, useValue: parts.journal },
        { provide: ADAPTERS_IN_USE, useValue: parts.adapters },
        { provide: Door, useValue: parts.door },
        { provide: Notifications, useValue: parts.notifications },
        { provide: DeliveryWaits, useValue: parts.waits },
        { provide: DESK, useValue: parts.desk },
        { provide: READINESS, useValue: parts.readiness },
        { provide: JOURNAL_STATE, useValue: parts.state },
        { provide: AUTHENTICATOR, useValue: parts.authenticator },
        { provide: CLOCK, useValue: parts.clock },
        { provide: MEASURES, useValue: parts.measures },
        {
          provide: APP_GUARD,
          useFactory: (reflector: Reflector) => new RightsGuard(reflector, parts.authenticator),
          inject: [Reflector],
        },
        { provide: APP_FILTER, useValue: new ProblemFilter(parts.log, parts.measures) },
      ],
    };
  }
}
