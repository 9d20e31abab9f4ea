import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A way to a server that can forget the connections it carries, as a router or firewall does that was restarted: nobody is told. */
export interface ForgetfulRouter {
  /** host:port */
  readonly address: string;
  /** What is open now stays open for ever and carries nothing any more; new connections pass. */
  forget(): void;
  close(): Promise<void>;
}

/** @param upstream host:port */
export async function forgetfulRouter(upstream: string): Promise<ForgetfulRouter> {
  const [host = '', port = ''] = upstream.split(':');
  const pairs = new Set<readonly [Socket, Socket]>();
  const server = createServer((near) => {
    const far = connect(Number(port), host);
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = (): void => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) socket.on('error', end).on('close', end);
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    address: `127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    forget() {
      for (const [near, far] of pairs) {
        near.unpipe();
        far.unpipe();
        near.pause();
        // The server's end is lost too, so that the server gives up what the session held, as it does by its own time limits.
        far.removeAllListeners('close').destroy();
      }
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const [near, far] of pairs) {
        near.destroy();
        far.destroy();
      }
      await closed;
    },
  };
}
