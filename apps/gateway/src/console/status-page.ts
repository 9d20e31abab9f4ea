import type { GatewayConfig } from '../config/gateway-config.js';
import type { JournalState } from '../journal/journal.js';
import type { Readiness, Reason } from '../operate/health.js';
import { html, type Html } from './html.js';

/** What the status page shows: configuration, backlog and health; no record, no child, no sender. */
export interface StatusView {
  readonly config: Pick<GatewayConfig, 'feeds' | 'recipients' | 'agreements' | 'demo'>;
  readonly readiness: Readiness;
  /** Undefined while the database does not answer. */
  readonly state: JournalState | undefined;
  readonly now: Date;
}

/** The page as a whole HTML document: no script, nothing loaded from elsewhere. */
export function statusPage(view: StatusView): string {
  const { config, readiness } = view;
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Status - MASH Gateway</title>
        <link rel="stylesheet" href="/console/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to main content</a>
        <header><p class="product">MASH Gateway</p></header>
        <main id="main">
          <h1>Status</h1>
          ${config.demo ? html`<p class="notice">This is the demonstration: every person in it is invented.</p>` : undefined}
          <p>
            <strong>${readiness.ready ? 'Ready.' : 'Not ready.'}</strong>
            As of <time datetime="${view.now.toISOString()}">${view.now.toISOString()}</time>.
          </p>
          ${reasonList('Why it is not ready', readiness.reasons)} ${reasonList('To look at', readiness.alarms)} ${backlogTable(view)}
          ${feedTable(config)} ${agreementTable(config)}
          <h2>Documents</h2>
          <ul>
            <li><a href="/openapi.json">OpenAPI description of the API</a></li>
            <li><a href="/asyncapi.json">AsyncAPI description of the topics</a></li>
            <li><a href="/schemas/child-record.schema.json">JSON Schema of the child record</a></li>
            <li><a href="/health/ready">Readiness</a></li>
          </ul>
        </main>
      </body>
    </html>`.html;
}

function reasonList(title: string, reasons: readonly Reason[]): Html | undefined {
  if (reasons.length === 0) return undefined;
  return html`<h2>${title}</h2>
    <ul>
      ${reasons.map(({ message }) => html`<li>${message}</li>`)}
    </ul>`;
}

function backlogTable({ config, state, now }: StatusView): Html {
  const rows = config.recipients.map(({ id, name }) => {
    const backlog = state?.recipients.find(({ recipient }) => recipient === id);
    const unsent = state === undefined ? 'not known' : String(backlog?.unsent ?? 0);
    const age =
      backlog === undefined || backlog.unsent === 0
        ? ''
        : `${String(Math.round((now.getTime() - backlog.oldestUnsentAt.getTime()) / 1000))} s`;
    return html`<tr>
      <th scope="row">${name}</th>
      <td>${id}</td>
      <td>${unsent}</td>
      <td>${age}</td>
    </tr>`;
  });
  return table('Recipients', ['Recipient', 'Id', 'Records waiting for Kafka', 'Oldest'], rows);
}

function feedTable({ feeds }: StatusView['config']): Html {
  const rows = feeds.map(
    ({ id, agency, adapter, agreement }) =>
      html`<tr>
        <th scope="row">${id}</th>
        <td>${agency}</td>
        <td>${adapter}</td>
        <td>${agreement}</td>
        <td>/v1/feeds/${id}/submissions</td>
      </tr>`,
  );
  return table('Feeds', ['Feed', 'Agency', 'Adapter', 'Agreement', 'Send to'], rows);
}

function agreementTable({ agreements }: StatusView['config']): Html {
  const rows = agreements.map(
    ({ id, version, controller, purpose, recipients, from, to }) =>
      html`<tr>
        <th scope="row">${id}, version ${version}</th>
        <td>${controller}</td>
        <td>${purpose}</td>
        <td>${recipients.join(', ')}</td>
        <td>${from} to ${to}</td>
      </tr>`,
  );
  return table('Agreements', ['Agreement', 'Controller', 'Purpose', 'Recipients', 'In force'], rows);
}

function table(title: string, columns: readonly string[], rows: readonly Html[]): Html {
  return html`<h2>${title}</h2>
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
}
