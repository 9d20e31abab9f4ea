#!/usr/bin/env node
import { runCommandLine } from './command-line.js';
import { terminal } from './exit-code.js';

process.exitCode = await runCommandLine(process.argv.slice(2), terminal);
