import assert from 'node:assert/strict';
import { AppsV1Api, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';

const strategic = 'strategic-merge-patch+json';

const containers = (object) => object.spec.template.spec.containers;

async function web(t, spec = {}) {
  return t.must('POST', `${t.apps}/deployments`, { body: t.deployment('web', 0, spec) });
}

export default (check) => {
  check('The client patches in the form it is told', async (t) => {
    await web(t);
    const patched = await t.api(AppsV1Api).patchNamespacedDeployment(
      { name: 'web', namespace: t.namespace, body: { spec: { template: { spec: { containers: [{ name: 'main', env: [{ name: 'A', value: '1' }] }] } } } } },
      setHeaderOptions('Content-Type', PatchStrategy.StrategicMergePatch),
    );
    assert.equal(containers(patched)[0].image, 'registry.k8s.io/pause:3.10');
    assert.equal(containers(patched)[0].env[0].value, '1');
  });

  check('A JSON patch does all of its operations or none', async (t) => {
    await t.configMap('a', { x: '1', 'b/c': '1' });
    const path = `${t.core}/configmaps/a`;
    const patched = await t.patch(path, [
      { op: 'test', path: '/data/x', value: '1' },
      { op: 'replace', path: '/data/x', value: '2' },
      { op: 'add', path: '/data/y', value: '3' },
      { op: 'copy', from: '/data/y', path: '/data/z' },
      { op: 'move', from: '/data/b~1c', path: '/data/w' },
    ], 'json-patch+json');
    assert.deepEqual(patched.body.data, { x: '2', y: '3', z: '3', w: '1' });
    const refused = await t.patch(path, [{ op: 'remove', path: '/data/y' }, { op: 'test', path: '/data/x', value: '9' }], 'json-patch+json');
    assert.equal(refused.code, 422);
    assert.equal((await t.patch(path, [{ op: 'remove', path: '/data/none' }], 'json-patch+json')).code, 422);
    assert.equal((await t.must('GET', path)).data.y, '3');
  });

  check('A merge patch replaces lists and removes what is null', async (t) => {
    await web(t, { env: [{ name: 'A', value: '1' }, { name: 'B', value: '2' }] });
    const path = `${t.apps}/deployments/web`;
    const body = { metadata: { labels: { app: null, tier: 'back' } }, spec: { template: { spec: { containers: [{ name: 'main', image: 'registry.k8s.io/pause:3.9' }] } } } };
    const patched = (await t.patch(path, body, 'merge-patch+json')).body;
    assert.deepEqual(patched.metadata.labels, { tier: 'back' });
    assert.equal(containers(patched)[0].env, undefined);
  });

  check('A strategic merge patch knows the elements of a list by their names', async (t) => {
    await web(t, { env: [{ name: 'A', value: '1' }, { name: 'B', value: '2' }], ports: [{ containerPort: 80, name: 'http' }] });
    const patch = (spec) => t.patch(`${t.apps}/deployments/web`, { spec: { template: { spec } } }, strategic);
    const merged = (await patch({ containers: [{ name: 'main', env: [{ name: 'B', value: '3' }, { name: 'C', value: '4' }] }, { name: 'side', image: 'registry.k8s.io/pause:3.9' }] })).body;
    assert.deepEqual(containers(merged).map((container) => container.name).sort(), ['main', 'side']);
    const main = containers(merged).find((container) => container.name === 'main');
    assert.deepEqual(Object.fromEntries(main.env.map((entry) => [entry.name, entry.value])), { A: '1', B: '3', C: '4' });
    assert.equal(main.ports.length, 1);

    const removed = (await patch({ containers: [{ name: 'side', $patch: 'delete' }, { name: 'main', env: [{ name: 'A', $patch: 'delete' }] }] })).body;
    assert.deepEqual(containers(removed).map((container) => [container.name, container.env.map((entry) => entry.name).sort()]), [['main', ['B', 'C']]]);

    const replaced = (await patch({ containers: [{ name: 'main', env: [{ $patch: 'replace' }, { name: 'Z', value: '1' }] }] })).body;
    assert.deepEqual(containers(replaced)[0].env, [{ name: 'Z', value: '1' }]);
  });

  check('A strategic merge patch orders, empties and keeps by directive', async (t) => {
    await web(t, { env: [{ name: 'A', value: '1' }, { name: 'B', value: '2' }] });
    const path = `${t.apps}/deployments/web`;
    const ordered = (await t.patch(path, {
      spec: { template: { spec: { containers: [{ name: 'main', '$setElementOrder/env': [{ name: 'C' }, { name: 'B' }, { name: 'A' }], env: [{ name: 'C', value: '3' }] }] } } },
    }, strategic)).body;
    assert.deepEqual(containers(ordered)[0].env.map((entry) => entry.name), ['C', 'B', 'A']);

    await t.patch(path, { metadata: { finalizers: ['example.com/a', 'example.com/b'] } }, 'merge-patch+json');
    const fewer = (await t.patch(path, { metadata: { '$deleteFromPrimitiveList/finalizers': ['example.com/a'] } }, strategic)).body;
    assert.deepEqual(fewer.metadata.finalizers, ['example.com/b']);
    const more = (await t.patch(path, { metadata: { finalizers: ['example.com/c'] } }, strategic)).body;
    assert.deepEqual(more.metadata.finalizers, ['example.com/b', 'example.com/c']);
    await t.patch(path, { metadata: { finalizers: null } }, 'merge-patch+json');

    const recreated = (await t.patch(path, { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } }, strategic)).body;
    assert.deepEqual(recreated.spec.strategy, { type: 'Recreate' });
  });

  check('A patch that names a version holds only for that version', async (t) => {
    const made = await t.configMap('a');
    const path = `${t.core}/configmaps/a`;
    const body = { metadata: { resourceVersion: made.metadata.resourceVersion }, data: { a: '2' } };
    assert.equal((await t.patch(path, body, 'merge-patch+json')).code, 200);
    assert.equal((await t.patch(path, { ...body, data: { a: '3' } }, 'merge-patch+json')).code, 409);
    const uid = [{ op: 'test', path: '/metadata/uid', value: 'other' }, { op: 'add', path: '/data/x', value: '1' }];
    assert.equal((await t.patch(path, uid, 'json-patch+json')).code, 422);
  });

  check('A patch of what is not there is not found, and one in an unknown form refused', async (t) => {
    assert.equal((await t.patch(`${t.core}/configmaps/none`, {}, 'merge-patch+json')).code, 404);
    await t.configMap('a');
    assert.equal((await t.patch(`${t.core}/configmaps/a`, {}, 'json')).code, 415);
    assert.equal((await t.patch(`${t.core}/configmaps/a`, '{', 'merge-patch+json')).code, 400);
  });
};
