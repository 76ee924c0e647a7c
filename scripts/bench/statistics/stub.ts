/** A server that acknowledges every report at once and does nothing: shows what the load itself can do. */
import { createServer } from 'node:net';
import { HOST } from './site.ts';

const BODY = '{"watched":[{"from":0,"to":15}],"share":0.5,"completed":false}';
const ANSWER = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`;

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => {});
  socket.on('data', () => socket.write(ANSWER, 'latin1')); // a report is one small packet
});
server.listen(0, HOST, () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : 0 });
});
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));
