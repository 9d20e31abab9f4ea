import type { Issue } from '@mash-gateway/contracts';
import type { Form } from './form.js';

/** What stands in one position of a body: a form, or something that is none. */
export type Found =
  | ({ readonly kind: 'form'; readonly issues: readonly Issue[] } & Pick<Form, 'raw' | 'at' | 'where'>)
  | { readonly kind: 'refused' | 'nothing'; readonly issue: Issue };
