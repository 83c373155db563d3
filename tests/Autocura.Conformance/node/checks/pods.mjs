import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { Log } from '@kubernetes/client-node';
import { NotServed } from '../cluster.mjs';

async function runningPod(t, name, metadata = {}, spec = {}) {
  await t.must('POST', `${t.core}/pods`, { body: { metadata: { name, ...metadata }, spec: { ...t.podSpec(spec), terminationGracePeriodSeconds: 10 } } });
  return t.eventually(`pod ${name} is ready`, async () => {
    const pod = await t.must('GET', `${t.core}/pods/${name}`);
    return pod.status.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') && pod;
  });
}

export default (check) => {
  check('A pod is given defaults, a node and an address', async (t) => {
    const pod = await runningPod(t, 'p');
    assert.deepEqual([pod.spec.restartPolicy, pod.spec.dnsPolicy, pod.spec.schedulerName, pod.spec.serviceAccountName], ['Always', 'ClusterFirst', 'default-scheduler', 'default']);
    assert.ok(pod.spec.nodeName && pod.status.podIP && pod.status.startTime);
    assert.deepEqual([pod.status.phase, pod.status.qosClass, pod.status.containerStatuses[0].restartCount], ['Running', 'BestEffort', 0]);
    assert.equal((await t.patch(`${t.core}/pods/p`, { spec: { nodeName: 'elsewhere' } }, 'merge-patch+json')).code, 422);
  });

  check('A running pod is deleted with its grace, and at once without', async (t) => {
    await runningPod(t, 'slow');
    const marked = await t.must('DELETE', `${t.core}/pods/slow`, { body: { gracePeriodSeconds: 5 } });
    assert.ok(marked.metadata.deletionTimestamp);
    assert.equal(marked.metadata.deletionGracePeriodSeconds, 5);
    await t.eventually('the pod is gone', async () => (await t.send('GET', `${t.core}/pods/slow`)).code === 404);
    await runningPod(t, 'quick');
    await t.must('DELETE', `${t.core}/pods/quick`, { body: { gracePeriodSeconds: 0 } });
    await t.eventually('the pod is gone', async () => (await t.send('GET', `${t.core}/pods/quick`)).code === 404, 5);
  });

  check('A disruption budget stops an eviction and lets another pass', async (t) => {
    await runningPod(t, 'p', { labels: { app: 'kept' } });
    const budgets = `/apis/policy/v1/namespaces/${t.namespace}/poddisruptionbudgets`;
    await t.must('POST', budgets, { body: { metadata: { name: 'kept' }, spec: { minAvailable: 1, selector: { matchLabels: { app: 'kept' } } } } });
    await t.eventually('the budget is counted', async () => (await t.must('GET', `${budgets}/kept`)).status?.currentHealthy === 1);
    const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'p', namespace: t.namespace } };
    const refused = await t.send('POST', `${t.core}/pods/p/eviction`, { body: eviction });
    assert.deepEqual([refused.code, refused.reason], [429, 'TooManyRequests']);
    assert.equal(refused.body.details.causes[0].reason, 'DisruptionBudget');
    assert.equal((await t.send('GET', `${t.core}/pods/p`)).body.metadata.deletionTimestamp, undefined);
    await t.must('DELETE', `${budgets}/kept`);
    assert.equal((await t.send('POST', `${t.core}/pods/p/eviction`, { body: eviction })).code, 201);
    await t.eventually('the pod is going', async () => {
      const pod = await t.send('GET', `${t.core}/pods/p`);
      return pod.code === 404 || pod.body.metadata.deletionTimestamp;
    });
  });

  check('A log is read by the client and refused where there is none', async (t) => {
    await runningPod(t, 'p');
    const into = new PassThrough();
    into.resume();
    await new Log(t.config).log(t.namespace, 'p', 'main', into, { follow: false, tailLines: 5, timestamps: true });
    const previous = await t.send('GET', `${t.core}/pods/p/log`, { query: { previous: 'true' } });
    assert.equal(previous.code, 400);
    assert.match(previous.body.message, /previous terminated container "main" in pod "p" not found/);
    assert.match((await t.send('GET', `${t.core}/pods/p/log`, { query: { container: 'other' } })).body.message, /container other is not valid for pod p/);
  });

  check('A running pod is resized in place and changed in nothing else', async (t) => {
    const served = await t.must('GET', '/api/v1');
    if (!served.resources.some((resource) => resource.name === 'pods/resize')) throw new NotServed('pods/resize');
    const resources = { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } };
    const pod = await runningPod(t, 'p', {}, { resources });
    const body = { spec: { containers: [{ name: 'main', resources: { requests: { cpu: '150m' } } }] }, metadata: { labels: { a: 'b' } } };
    const resized = await t.patch(`${t.core}/pods/p/resize`, body, 'strategic-merge-patch+json');
    assert.equal(resized.code, 200, resized.text);
    assert.deepEqual(resized.body.spec.containers[0].resources, { requests: { cpu: '150m', memory: '64Mi' }, limits: resources.limits });
    assert.equal(resized.body.spec.nodeName, pod.spec.nodeName);
    const refused = await t.patch(`${t.core}/pods/p/resize`, [{ op: 'remove', path: '/spec/containers/0/resources' }], 'json-patch+json');
    assert.equal(refused.code, 422);
    body.spec.containers[0].resources.requests.cpu = '160m';
    assert.equal((await t.patch(`${t.core}/pods/p`, body, 'strategic-merge-patch+json')).code, 422);
  });
};
