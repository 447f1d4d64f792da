import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { tellReady } from './told.js';

// Bare socket.io: every change that is posted is broadcast to all who are connected, with no store behind it.
const server = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk) => (text += String(chunk)));
  request.on('end', () => {
    io.emit('entry', JSON.parse(text));
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  });
});
const io = new Server(server, { serveClient: false });
server.listen(0, '127.0.0.1', () => tellReady(server));
