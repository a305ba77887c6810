import type { AddressInfo } from 'node:net';
import { createNaiveServer } from './naive-server';

/** The naive server as a process of its own: `node naive-server.cjs [port]`. */
const server = createNaiveServer();
server.listen(Number(process.argv[2] ?? 0), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`listens on http://127.0.0.1:${port}\n`);
});
