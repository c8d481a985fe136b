// SPDX-License-Identifier: Apache-2.0
// A peer: better-sse's sessions and channels. node server.js <port>
import http from 'node:http';
import { createChannel, createSession } from 'better-sse';

const channels = new Map();

function channel(path) {
    if (!channels.has(path)) {
        channels.set(path, createChannel());
    }
    return channels.get(path);
}

async function stream(request, response) {
    const session = await createSession(request, response, { serializer: data => data });
    channel(request.url).register(session);
}

function publish(request, response) {
    let lines = '';
    request.setEncoding('utf8');
    request.on('data', chunk => { lines += chunk; });
    request.on('end', () => {
        for (const line of lines.split('\n')) {
            channel(request.url).broadcast(line);
        }
        response.writeHead(204).end();
    });
}

http.createServer((request, response) => (request.method === 'POST' ? publish : stream)(request, response))
    .listen({ host: '127.0.0.1', port: Number(process.argv[2]), backlog: 1024 });
