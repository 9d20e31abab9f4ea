/** Text that is safe inside HTML. */
export interface Html {
  readonly html: string;
}

/** Builds HTML; every value is escaped unless it is {@link Html} already. */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { html: parts.map((part, index) => (index === 0 ? part : `${render(values[index - 1])}${part}`)).join('') };
}

export type HtmlValue = string | number | Html | readonly Html[] | undefined;

function render(value: HtmlValue): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return escape(value);
  if (typeof value === 'number') return String(value);
  return 'html' in value ? value.html : value.map(({ html: inner }) => inner).join('');
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
