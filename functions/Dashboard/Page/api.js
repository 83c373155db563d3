// The way to the API: the caller's keys, tags so that what has not changed is not sent again, and errors in words.

const KEY = 'autocura-key';
const OWN = 'autocura-own-key';

export class Refusal extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

const answers = new Map();
let askForKey = async () => { throw new Refusal(401, ''); };
let asking = null;

/** How the reader is asked for a key; it resolves when there is one. */
export const onLocked = ask => { askForKey = ask; };
const shown = () => JSON.stringify([sessionStorage.getItem(KEY), sessionStorage.getItem(OWN)]);
const keep = (name, key) => key ? sessionStorage.setItem(name, key) : sessionStorage.removeItem(name);
export const hasKey = () => sessionStorage.getItem(KEY) !== null || sessionStorage.getItem(OWN) !== null;
/** The key that opens the app, and the reader's own, which says who they are where callers have roles. */
export const useKeys = (key, own) => { keep(KEY, key); keep(OWN, own); answers.clear(); };
export const forgetKey = () => { useKeys('', ''); location.reload(); };

async function send(path, options) {
  const headers = { Accept: 'application/json', ...options.headers };
  const key = sessionStorage.getItem(KEY);
  if (key) headers['x-functions-key'] = key;
  const own = sessionStorage.getItem(OWN);
  if (own) headers['x-autocura-key'] = own;
  const stop = AbortSignal.timeout(options.patience ?? 15_000);
  return fetch(path, { method: options.method, body: options.body, headers, signal: stop, cache: 'no-store', credentials: 'same-origin', redirect: 'error', referrerPolicy: 'no-referrer' });
}

async function unlocked(path, options) {
  for (;;) {
    const used = shown();
    const had = hasKey();
    const answer = await send(path, options);
    if (answer.status !== 401) return answer;
    // Several questions may be refused at once: the reader is asked once for all of them.
    if (used === shown()) {
      asking ??= askForKey(had).finally(() => { asking = null; });
      await asking;
    }
  }
}

async function reason(answer) {
  const text = await answer.text();
  try {
    const problem = JSON.parse(text);
    return problem.detail ?? problem.title ?? `HTTP ${answer.status}`;
  } catch {
    return text.trim().slice(0, 300) || `HTTP ${answer.status}`;
  }
}

/** What the API answers; the very same object as long as nothing has changed there. */
export const get = path => ask(path, answer => answer.json());

/** As get, for what is no JSON. */
export const getText = path => ask(path, answer => answer.text());

async function ask(path, read) {
  const known = answers.get(path);
  const answer = await unlocked(path, { method: 'GET', headers: known?.tag ? { 'If-None-Match': known.tag } : {} });
  if (answer.status === 304 && known) return known.content;
  if (!answer.ok) throw new Refusal(answer.status, await reason(answer));
  const content = await read(answer);
  answers.set(path, { tag: answer.headers.get('ETag'), content });
  return content;
}

/** As get, but null for what does not exist, and for what this version of the system does not serve. */
export async function find(path, read = get) {
  try {
    return await read(path);
  } catch (refused) {
    if (refused instanceof Refusal && (refused.status === 404 || refused.status === 405)) return null;
    throw refused;
  }
}

export async function post(path, content) {
  const answer = await unlocked(path, { method: 'POST', body: JSON.stringify(content), headers: { 'Content-Type': 'application/json' }, patience: 30_000 });
  if (!answer.ok) throw new Refusal(answer.status, await reason(answer));
  return answer.status;
}

export const incidentPath = (id, more = '') => `api/incidents/${encodeURIComponent(id)}${more}`;
