// npm runs this after `npm ci`: once the parts are built, `nest build`, `nest start` and `npm start` find them.
import { buildIfPossible } from './ready.mjs';

await buildIfPossible();
