// Adds up what the suites counted and prints the closing line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, failedSteps] = process.argv.slice(2);
let passed = 0;
let failed = 0;
for (const file of readdirSync(folder).sort()) {
  const result = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  console.log(`${file.replace('.json', '')}: ${result.numPassedTests} passed, ${result.numFailedTests} failed`);
  passed += result.numPassedTests;
  failed += result.numFailedTests;
}
console.log(`${passed} passed, ${Math.max(failed, Number(failedSteps))} failed`);
