import type { LogSink } from './log.js';

/** Log lines for a person at a terminal; everything else gets them as JSON. */
export function readableLog(write: (text: string) => void): LogSink {
  return {
    write(line) {
      const { time, event, level, ...fields } = JSON.parse(line) as Readonly<Record<string, string | number>>;
      const details = Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`);
      const mark = Number(level) >= 40 ? '! ' : '';
      write(`${String(time).slice(11, 19)} ${mark}${[String(event), ...details].join(' ')}\n`);
    },
  };
}
