/**
 * A part of an id whose parts are joined with a slash: a slash inside the part is written otherwise, so that `1/2` and `3` never read
 * as `1` and `2/3`, and halves of surrogate pairs, which nothing can store, are left out.
 */
export function idPart(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '')
    .replaceAll('%', '%25')
    .replaceAll('/', '%2F');
}
