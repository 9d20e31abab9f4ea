// Runs before node-rdkafka compiles: a missing tool is one clear sentence here, a page of node-gyp output later.
import { spawnSync } from 'node:child_process';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) stop(`MASH Gateway needs Node.js 20.19 or newer; this is ${process.version}.`);

const tools = [
  { command: 'make', why: 'to compile the Kafka client', debian: 'make' },
  { command: 'g++', why: 'to compile the Kafka client', debian: 'g++' },
  { command: 'python3', why: 'to compile the Kafka client', debian: 'python3' },
  { command: 'bash', why: 'to configure the Kafka client', debian: 'bash' },
];
const missing = tools.filter(({ command }) => spawnSync(command, ['--version'], { stdio: 'ignore' }).error !== undefined);
if (missing.length > 0) {
  const names = missing.map(({ command }) => command).join(', ');
  const packages = missing.map(({ debian }) => debian).join(' ');
  stop(`MASH Gateway needs ${names} ${missing[0]?.why}. On Debian or Ubuntu: sudo apt-get install ${packages}`);
}

function stop(sentence) {
  console.error(`\n${sentence}\n`);
  process.exit(1);
}
