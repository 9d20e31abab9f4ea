import process from 'node:process';
import fc from 'fast-check';

/**
 * Property tests draw the same values on every run, so that a run fails for what was changed and not for what was drawn.
 * New values are drawn on purpose: `npm run explore -- --minutes 30` does it with one seed after another, and a counterexample
 * it finds becomes a fixture or a test of its own.
 */
fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 999) });
