// An origin that can be deployed to, taken off the network and made to fail: it hands on what the site's
// server answers, under the names of whichever build was deployed last.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

const hash = text => createHash('sha256').update(text).digest('base64');

export class Origin {
  /** Paths that were asked for, in order. */
  asked = [];
  /** Whether every connection fails, as without a network. */
  isDown = false;
  /** What to answer to a path instead: a function of the response, or nothing to leave it to the site. */
  instead = () => undefined;
  /** The only fields that are sent, where not all are: a host without fields of ours sends no more. */
  fields = undefined;
  /** What the worker runs before its own script. */
  beforeWorker = '';

  /** An origin with the site behind `upstream` as its first build. */
  static async of(upstream) {
    const origin = new Origin();
    origin.upstream = upstream;
    const home = await (await fetch(upstream)).text();
    const [, build] = home.match(/data-build="(.*?)"/);
    const [, program] = home.match(/\/app-([0-9a-f]+)\.js/);
    const [, loader] = home.match(/<script type="module">(.*?)<\/script>/s);
    origin.first = { build, program, loader };
    origin.deploy(0);
    origin.server = createServer((request, response) => origin.answer(request, response));
    origin.server.listen(0, '127.0.0.1');
    await once(origin.server, 'listening');
    origin.address = `http://127.0.0.1:${origin.server.address().port}`;
    return origin;
  }

  /** Replaces the build by another: what has a hash in its name is gone. */
  deploy(number) {
    const { build, program, loader } = this.first;
    // A letter that no hash has: another name whatever the first was.
    const renamed = name => (number === 0 ? name : `${'ghijk'[number - 1]}${name.slice(1)}`);
    this.build = renamed(build);
    this.program = renamed(program);
    this.names = [[build, this.build], [program, this.program]];
    const renamedLoader = loader.replaceAll(program, this.program);
    this.names.push([hash(loader), hash(renamedLoader)]);
  }

  async answer(request, response) {
    const path = request.url;
    this.asked.push(path);
    if (this.isDown) return request.socket.destroy();
    const instead = this.instead(path);
    if (instead) return instead(response);
    const isGone = this.names.some(([first, now]) => first !== now && path.includes(first));
    const upstream = this.names.reduce((path, [first, now]) => path.replaceAll(now, first), isGone ? '/gone' : path);
    const answer = await fetch(this.upstream + upstream, { redirect: 'manual', headers: { 'Accept-Encoding': 'identity' } });
    const headers = Object.fromEntries(answer.headers);
    for (const name of ['content-length', 'content-encoding', 'etag', 'connection', 'transfer-encoding']) delete headers[name];
    let body = Buffer.from(await answer.arrayBuffer());
    if (headers['content-type'] !== 'application/wasm') {
      body = this.names.reduce((text, [first, now]) => text.replaceAll(first, now), body.toString());
      for (const name in headers) {
        headers[name] = this.names.reduce((text, [first, now]) => text.replaceAll(first, now), headers[name]);
      }
      if (path === '/sw.js') body = this.beforeWorker + body;
    }
    for (const name in headers) if (this.fields && !this.fields.includes(name)) delete headers[name];
    response.writeHead(answer.status, headers).end(body);
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}
