import https from 'node:https';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { KubeConfig, Watch } from '@kubernetes/client-node';

/** Thrown by a check that finds that a server, which is free to, does not serve what it is about. */
export class NotServed extends Error {}

/** A cluster under test. */
export class Cluster {
  constructor(kubeconfig) {
    this.config = new KubeConfig();
    this.config.loadFromFile(kubeconfig);
    this.run = randomBytes(3).toString('hex');
    this.count = 0;
  }

  /** A fresh namespace for one check, with what belongs to it. */
  async scope() {
    const scope = new Scope(this, `conformance-${this.run}-${this.count++}`);
    await scope.must('POST', '/api/v1/namespaces', { body: { metadata: { name: scope.namespace } } });
    return scope;
  }
}

/** What one check works with: its namespace, requests as the client sends them, and a list of what to take away at the end. */
export class Scope {
  constructor(cluster, namespace) {
    this.cluster = cluster;
    this.config = cluster.config;
    this.namespace = namespace;
    this.core = `/api/v1/namespaces/${namespace}`;
    this.apps = `/apis/apps/v1/namespaces/${namespace}`;
    this.rbac = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace}`;
    this.leftovers = [`/api/v1/namespaces/${namespace}`];
  }

  /** The API of the client for one group. */
  api(type, config = this.config) {
    return config.makeApiClient(type);
  }

  /** A name that nobody else uses, for what lives in no namespace. */
  unique(name) {
    return `${this.namespace}-${name}`;
  }

  /** Takes this path away when the check has ended. */
  takeAway(path) {
    this.leftovers.unshift(path);
  }

  /** One request over the connection and with the credentials of the kubeconfig; a token takes their place. */
  async send(method, path, { body, type = 'application/json', accept = 'application/json', query = {}, headers = {}, token } = {}) {
    const url = new URL(this.config.getCurrentCluster().server + path);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const options = { method, headers: { accept, 'user-agent': 'conformance/1.0', ...headers } };
    if (token === undefined) await this.config.applyToHTTPSOptions(options);
    else {
      options.ca = Buffer.from(this.config.getCurrentCluster().caData ?? '', 'base64');
      if (token) options.headers.authorization = `Bearer ${token}`;
    }
    const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
    if (text !== undefined) Object.assign(options.headers, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
    return new Promise((resolve, reject) => {
      const request = https.request(url, options, (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => resolve(new Answer(response, Buffer.concat(parts).toString())));
        response.on('error', reject);
      });
      request.on('error', reject);
      request.end(text);
    });
  }

  /** As send; anything but a success fails the check with what the server said. */
  async must(method, path, options) {
    const answer = await this.send(method, path, options);
    if (answer.code >= 300) throw new Error(`${method} ${path}: ${answer.code} ${answer.text}`);
    return answer.body;
  }

  patch(path, body, kind, options = {}) {
    return this.send('PATCH', path, { ...options, body, type: `application/${kind}` });
  }

  apply(path, body, fieldManager, query = {}) {
    return this.patch(path, body, 'apply-patch+yaml', { query: { fieldManager, ...query } });
  }

  configMap(name, data = { a: '1' }, metadata = {}) {
    return this.must('POST', `${this.core}/configmaps`, { body: { metadata: { name, ...metadata }, data } });
  }

  /** A Deployment whose pods do nothing, in any cluster. */
  deployment(name, replicas = 1, spec = {}) {
    return {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, labels: { app: name } },
      spec: { replicas, selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec: this.podSpec(spec) } },
    };
  }

  podSpec(spec = {}) {
    return { containers: [{ name: 'main', image: 'registry.k8s.io/pause:3.10', ...spec }] };
  }

  /** Asks until the answer is something; fails with what it waited for. */
  async eventually(what, ask, seconds = 60) {
    const deadline = Date.now() + seconds * 1000;
    let last;
    while (Date.now() < deadline) {
      last = await ask();
      if (last) return last;
      await pause(100);
    }
    throw new Error(`waited ${seconds} s for: ${what}`);
  }

  /** Follows a collection with the client's own watch; the events are kept in order. */
  async watch(path, query = {}) {
    const events = [];
    let ended = false;
    const controller = await new Watch(this.config).watch(path, query, (type, object) => events.push({ type, object }), () => { ended = true; });
    return {
      events,
      get ended() { return ended; },
      names: () => events.map(({ type, object }) => `${type} ${object.metadata?.name ?? object.code}`),
      until: (what, test) => this.eventually(what, () => events.find(test)),
      untilEnded: () => this.eventually('the watch ends', () => ended),
      stop: () => controller.abort(),
    };
  }

  async cleanUp() {
    for (const path of this.leftovers) await this.send('DELETE', path);
  }
}

class Answer {
  constructor(response, text) {
    this.code = response.statusCode;
    this.headers = response.headers;
    this.text = text;
    this.type = response.headers['content-type'] ?? '';
  }

  get body() {
    return JSON.parse(this.text);
  }

  get reason() {
    return this.body.reason;
  }

  get causes() {
    return (this.body.details?.causes ?? []).map((cause) => cause.field);
  }
}
