/** The items of a list in one cell, commas between them (1.1 §3.1, 1.2 §3.1.3). */
export function listed(cell: string | undefined): readonly string[] {
  return [...new Set((cell ?? '').split(',').map((item) => item.trim()))].filter((item) => item !== '');
}

/** `{type:value}` items, commas between them (userIds). Without braces the whole is one value of no stated type. */
export function typedIds(cell: string | undefined): readonly { readonly type?: string; readonly value: string }[] {
  const text = cell?.trim() ?? '';
  if (text === '') return [];
  const typed = [...text.matchAll(/\{\s*([^:{}]*?)\s*:\s*([^{}]*?)\s*\}/gu)].map(([, type = '', value = '']) => ({ type, value }));
  return typed.length > 0 ? typed.filter(({ value }) => value !== '') : listed(text).map((value) => ({ value }));
}
