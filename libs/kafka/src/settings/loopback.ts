/** True when every broker of a comma-separated `host:port` list is this machine. */
export function isLoopback(brokers: string): boolean {
  return brokers.split(',').every((broker) => LOOPBACK.test(broker.trim()));
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;
