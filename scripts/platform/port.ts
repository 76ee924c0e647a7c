/** Ports of this machine: one that is free, or whether a chosen one is. */
import { createServer } from 'node:net';

/** A port nobody listens on just now. */
export async function freePort(host: string): Promise<number> {
  const { port, error } = await tryPort(host, 0);
  if (error) throw error;
  return port;
}

/** Why a port cannot be listened on (`EADDRINUSE`, `EACCES`, …), or null when it can. */
export async function portProblem(host: string, port: number): Promise<string | null> {
  return (await tryPort(host, port)).error?.code ?? null;
}

function tryPort(host: string, port: number) {
  return new Promise<{ port: number; error?: NodeJS.ErrnoException }>((settle) => {
    const server = createServer();
    server.once('error', (error) => settle({ port, error }));
    server.listen(port, host, () => {
      const address = server.address();
      const given = address && typeof address === 'object' ? address.port : port;
      server.close(() => settle({ port: given }));
    });
  });
}
