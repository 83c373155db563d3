// Runs every check against the cluster of a kubeconfig and prints one JSON object a line for each: name, outcome (passed, failed, notServed), why and ms.
// node run.mjs KUBECONFIG [--only TEXT]
import { readdir } from 'node:fs/promises';
import { Cluster, NotServed } from './cluster.mjs';

const [kubeconfig, , only] = process.argv.slice(2);
if (!kubeconfig) {
  console.error('usage: node run.mjs KUBECONFIG [--only TEXT]');
  process.exit(2);
}

const folder = new URL('./checks/', import.meta.url);
const files = (await readdir(folder)).filter((file) => file.endsWith('.mjs')).sort();
const cluster = new Cluster(kubeconfig);

async function runOne(name, body) {
  const started = performance.now();
  const outcome = { name, outcome: 'passed' };
  const scope = await cluster.scope();
  try {
    await body(scope);
  } catch (error) {
    outcome.outcome = error instanceof NotServed ? 'notServed' : 'failed';
    outcome.why = error.stack ?? String(error);
  }
  try {
    await scope.cleanUp();
  } catch (error) {
    outcome.outcome = 'failed';
    outcome.why = `${outcome.why ?? ''}\ncleaning up: ${error.stack ?? error}`;
  }
  console.log(JSON.stringify({ ...outcome, ms: Math.round(performance.now() - started) }));
}

// The files go side by side, the checks of one file one after another.
await Promise.all(files.map(async (file) => {
  const checks = [];
  (await import(new URL(file, folder))).default((name, body) => checks.push({ name, body }));
  for (const { name, body } of checks.filter((check) => !only || check.name.includes(only))) {
    await runOne(name, body);
  }
}));
process.exit(0);
