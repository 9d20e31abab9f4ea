/** The syntax of a document by its first character: markup, a JSON object or array, or else a table. */
export function syntaxOf(document: string): 'xml' | 'json' | 'csv' {
  switch (document.replace('\uFEFF', '').trimStart()[0]) {
    case '<':
      return 'xml';
    case '{':
    case '[':
      return 'json';
    default:
      return 'csv';
  }
}
