import type { LogSink } from './log.js';

/** pino's number. */
const WARNING = 40;

/** Warnings and errors of the log in a form for a person at a terminal; the rest is left out. */
export function readableWarnings(write: (text: string) => void): LogSink {
  return {
    write(line) {
      const { time, event, level, ...fields } = JSON.parse(line) as Readonly<Record<string, string | number>>;
      if (Number(level) < WARNING) return;
      const details = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`);
      write(`${String(time).slice(11, 19)} ! ${[String(event), ...details].join(' ')}\n`);
    },
  };
}
