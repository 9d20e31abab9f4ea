import { STYLE } from '../console/style.js';

/** Style of the form: that of the pages, with controls as large as fingers and errors that do not rely on colour. */
export const FORM_STYLE = `${STYLE}
main { max-width: 42rem; }
form { margin: 0; }
fieldset { border: 0; margin: 0 0 2rem; padding: 0; }
legend { font-size: 1.5rem; font-weight: bold; padding: 0; }
.field { margin: 1rem 0; }
.field.wrong { border-left: 0.3rem solid #d4351c; padding-left: 0.8rem; }
label { display: block; font-weight: bold; }
.hint { color: #505a5f; margin: 0; }
.error { color: #d4351c; font-weight: bold; margin: 0; }
.errors { border: 0.3rem solid #d4351c; padding: 0 1rem; margin-bottom: 2rem; }
.receipt { border: 0.3rem solid #00703c; padding: 0 1rem; }
input, select, textarea { border: 2px solid #0b0c0c; box-sizing: border-box; font: inherit; padding: 0.4rem; width: 100%; }
textarea { min-height: 7rem; }
input:focus, select:focus, textarea:focus { outline: 3px solid #fd0; outline-offset: 0; }
button { background: #00703c; border: 0; color: #fff; font: inherit; font-weight: bold; padding: 0.6rem 1.2rem; }
button:focus { background: #fd0; color: #0b0c0c; outline: 3px solid #0b0c0c; }
`;
