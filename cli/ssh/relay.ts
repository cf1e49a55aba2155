/**
 * `node relay.js HOST PORT`: standard input and output, joined to a TCP connection. What an SSH client runs as its
 * `ProxyCommand` (`ssh_config(5)`). A separate program, because a tunnel should not wait for the whole command to
 * load. Exits with 1 when there is no connection.
 */
import { connect } from 'node:net';

const [host = '', port = ''] = process.argv.slice(2);
const socket = connect(Number(port), host);
process.stdin.pipe(socket).pipe(process.stdout);
socket.on('error', ({ message }) => {
  process.stderr.write(`${host}:${port}: ${message}\n`);
  process.exitCode = 1;
});
// The client may keep its end open forever; without the other end there is nothing to wait for.
socket.on('close', () => process.stdin.destroy());
process.stdout.on('error', () => socket.destroy());
