import { FORM_SECTIONS, type FormField, type FormSection } from '@mash-gateway/adapters/concern-form';
import { html, type Html } from '../console/html.js';
import type { Answers, FormFault } from './form-answers.js';
import { page } from './layout.js';

export interface FormView {
  readonly feedId: string;
  /** Makes the form one submission, however often it is sent. */
  readonly token: string;
  readonly answers: Answers;
  readonly faults: readonly FormFault[];
}

/** The form on one page, with what was filled in and what is wrong with it. */
export function formPage(view: FormView): string {
  const { feedId, token, faults } = view;
  const title = faults.length === 0 ? 'Tell us about a child' : 'Error: Tell us about a child';
  const sections = FORM_SECTIONS.map((section) => sectionOf(section, view));
  return page(
    title,
    html`${errorSummary(faults)}
      <h1>Tell us about a child</h1>
      <p class="notice"><strong>If a child is in danger now, call 999 first.</strong></p>
      <p>Send one form for each child. Leave out what you do not know: only what says who, what and from whom is needed.</p>
      <p>
        You can also fill in the <a href="/forms/${feedId}/template.csv">template for a spreadsheet</a>, for example when you are not
        connected.
      </p>
      <form method="post" action="/forms/${feedId}" novalidate>
        <input type="hidden" name="token" value="${token}" />
        ${sections}
        <button type="submit">Send</button>
      </form>`,
  );
}

function errorSummary(faults: readonly FormFault[]): Html | undefined {
  if (faults.length === 0) return undefined;
  return html`<div class="errors" role="alert" aria-labelledby="errors">
    <h2 id="errors">There is a problem</h2>
    <ul>
      ${faults.map(({ field, text }) => (field === undefined ? html`<li>${text}</li>` : html`<li><a href="#${field}">${text}</a></li>`))}
    </ul>
  </div>`;
}

function sectionOf({ title, fields }: FormSection, view: FormView): Html {
  return html`<fieldset>
    <legend>${title}</legend>
    ${Object.entries(fields).map(([name, field]) => fieldOf(name, field, view))}
  </fieldset>`;
}

function fieldOf(name: string, field: FormField, { answers, faults }: FormView): Html {
  const wrong = faults.find((fault) => fault.field === name)?.text;
  const described = [field.hint === undefined ? '' : `${name}-hint`, wrong === undefined ? '' : `${name}-error`].filter((id) => id !== '');
  return html`<div class="field${wrong === undefined ? '' : ' wrong'}">
    <label for="${name}">${field.label}${field.needed === true ? '' : ' (optional)'}</label>
    ${field.hint === undefined ? undefined : html`<p class="hint" id="${name}-hint">${field.hint}</p>`}
    ${wrong === undefined ? undefined : html`<p class="error" id="${name}-error">Error: ${wrong}</p>`}
    ${controlOf(name, field, { value: answers[name] ?? '', described: described.join(' ') })}
  </div>`;
}

function controlOf(name: string, field: FormField, { value, described }: { readonly value: string; readonly described: string }): Html {
  const about = described === '' ? undefined : html` aria-describedby="${described}"`;
  if (field.table !== undefined) {
    const options = Object.entries(field.table.entries).map(
      ([code, { display }]) => html`<option value="${code}" ${code === value ? html` selected` : undefined}>${display}</option>`,
    );
    return html`<select id="${name}" name="${name}" ${about}>
      <option value=""></option>
      ${options}
    </select>`;
  }
  // No blank before the words: a text area keeps it.
  if (field.kind === 'text') return html`<textarea id="${name}" name="${name}" ${about}>${value}</textarea>`;
  return html`<input id="${name}" name="${name}" value="${value}" autocomplete="off" ${about} />`;
}
