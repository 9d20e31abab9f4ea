import { problem, type Issue } from '@mash-gateway/contracts';
import { html, type Html } from '../console/html.js';
import type { StoredReceipt } from '../journal/receipt.js';
import { FIELDS } from './form-answers.js';
import { page } from './layout.js';

/** What the sender of a form is told: its number, that it is safe, and what was missing. Shows no answer again. */
export function receivedPage(feedId: string, { submissionId, receivedAt, records }: StoredReceipt): string {
  const issues = records.flatMap((record) => record.issues).filter(({ code }) => code !== 'duplicate.submission');
  const isRepeat = records.length > 0 && records.every(({ outcome }) => outcome === 'duplicate');
  return page(
    'We have received your form',
    html`<div class="receipt">
        <h1>We have received your form</h1>
        <p>Your receipt number is <strong>${submissionId}</strong>.</p>
        <p>Received <time datetime="${receivedAt.toISOString()}">${receivedAt.toISOString()}</time>.</p>
      </div>
      ${isRepeat ? html`<p>You had sent us the same form before: nothing was added.</p>` : undefined} ${missing(issues)}
      <p>To correct the form or add to it, send it again with the same form reference and the time at which you changed it.</p>
      <p><a href="/forms/${feedId}">Send a form about another child</a></p>`,
  );
}

function missing(issues: readonly Issue[]): Html | undefined {
  if (issues.length === 0) return undefined;
  return html`<h2>What was missing or unclear</h2>
    <p>Your form was taken as it is. This would help:</p>
    <ul>
      ${issues.map((issue) => html`<li>${sentence(issue)}</li>`)}
    </ul>`;
}

/** An issue in the words of the form. Holds a field's name and a rule, never an answer. */
export function sentence({ code, location, rule }: Issue): string {
  const label = FIELDS.get(location.replace(/^\//, ''))?.label;
  const what = rule ?? problem(code).title;
  return label === undefined ? what : `${label}: ${what}`;
}
