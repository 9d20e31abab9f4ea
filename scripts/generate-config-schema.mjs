// Writes apps/gateway/gateway.schema.json, by which editors check gateway.yaml: `npm run config:schema`.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const app = new URL('../apps/gateway/', import.meta.url);
const target = fileURLToPath(new URL('gateway.schema.json', app));

execFileSync(process.execPath, [fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url)), '-b', fileURLToPath(app)], {
  stdio: 'inherit',
});
const { configSchema } = await import(new URL('dist/config/config-schema.js', app).href);
const settings = await resolveConfig(target);
writeFileSync(target, await format(JSON.stringify(configSchema()), { ...settings, filepath: target }));
console.log('apps/gateway/gateway.schema.json written');
