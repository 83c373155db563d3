import assert from 'node:assert/strict';
import { ApiException, AppsV1Api, CoreV1Api, KubernetesObjectApi } from '@kubernetes/client-node';

export default (check) => {
  check('An object is created, read, replaced and deleted', async (t) => {
    const api = t.api(CoreV1Api);
    const made = await api.createNamespacedConfigMap({ namespace: t.namespace, body: { metadata: { name: 'a' }, data: { x: '1' } } });
    assert.ok(made.metadata.uid);
    assert.ok(made.metadata.creationTimestamp instanceof Date);
    made.data.x = '2';
    const replaced = await api.replaceNamespacedConfigMap({ name: 'a', namespace: t.namespace, body: made });
    assert.notEqual(replaced.metadata.resourceVersion, made.metadata.resourceVersion);
    assert.deepEqual((await api.readNamespacedConfigMap({ name: 'a', namespace: t.namespace })).data, { x: '2' });
    const gone = await api.deleteNamespacedConfigMap({ name: 'a', namespace: t.namespace });
    assert.equal(gone.status, 'Success');
    await assert.rejects(api.readNamespacedConfigMap({ name: 'a', namespace: t.namespace }), (error) => error instanceof ApiException && error.code === 404);
  });

  check('A replace that changes nothing writes nothing', async (t) => {
    const made = await t.configMap('a');
    const again = await t.must('PUT', `${t.core}/configmaps/a`, { body: made });
    assert.equal(again.metadata.resourceVersion, made.metadata.resourceVersion);
  });

  check('The generic client of objects works with any kind', async (t) => {
    const objects = KubernetesObjectApi.makeApiClient(t.config);
    const made = await objects.create({ ...t.deployment('web', 0), metadata: { name: 'web', namespace: t.namespace } });
    assert.equal(made.spec.replicas, 0);
    const read = await objects.read({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: t.namespace } });
    assert.equal(read.metadata.uid, made.metadata.uid);
    assert.equal((await objects.list('apps/v1', 'Deployment', t.namespace)).items.length, 1);
  });

  check('A name that is taken is a conflict', async (t) => {
    await t.configMap('a');
    const refused = await t.send('POST', `${t.core}/configmaps`, { body: { metadata: { name: 'a' } } });
    assert.deepEqual([refused.code, refused.reason, refused.body.message], [409, 'AlreadyExists', 'configmaps "a" already exists']);
    assert.deepEqual([refused.body.details.name, refused.body.details.kind, refused.body.code, refused.body.status], ['a', 'configmaps', 409, 'Failure']);
  });

  check('A replace of an older version is a conflict', async (t) => {
    const first = await t.configMap('a');
    await t.must('PUT', `${t.core}/configmaps/a`, { body: { ...first, data: { a: '2' } } });
    const refused = await t.send('PUT', `${t.core}/configmaps/a`, { body: { ...first, data: { a: '3' } } });
    assert.deepEqual([refused.code, refused.reason], [409, 'Conflict']);
    assert.match(refused.body.message, /the object has been modified; please apply your changes to the latest version and try again/);
  });

  check('A replace of another object of the same name is a conflict', async (t) => {
    const first = await t.configMap('a');
    const refused = await t.send('PUT', `${t.core}/configmaps/a`, { body: { ...first, metadata: { name: 'a', uid: 'ffffffff-ffff-ffff-ffff-ffffffffffff' } } });
    assert.equal(refused.code, 409);
    assert.match(refused.body.message, /Precondition failed: UID in precondition/);
  });

  check('A delete holds to its preconditions', async (t) => {
    const first = await t.configMap('a');
    for (const preconditions of [{ uid: 'other' }, { resourceVersion: '1' }]) {
      const refused = await t.send('DELETE', `${t.core}/configmaps/a`, { body: { preconditions } });
      assert.deepEqual([refused.code, refused.reason], [409, 'Conflict'], JSON.stringify(preconditions));
    }
    await t.must('DELETE', `${t.core}/configmaps/a`, { body: { preconditions: { uid: first.metadata.uid, resourceVersion: first.metadata.resourceVersion } } });
  });

  check('A missing object is named in the refusal', async (t) => {
    const refused = await t.send('GET', `${t.apps}/deployments/none`);
    assert.deepEqual([refused.code, refused.reason, refused.body.message], [404, 'NotFound', 'deployments.apps "none" not found']);
    assert.deepEqual(refused.body.details, { name: 'none', group: 'apps', kind: 'deployments' });
  });

  check('A name is generated from its beginning', async (t) => {
    const made = await Promise.all([1, 2].map(() => t.must('POST', `${t.core}/configmaps`, { body: { metadata: { generateName: 'made-' } } })));
    for (const object of made) assert.match(object.metadata.name, /^made-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    assert.notEqual(made[0].metadata.name, made[1].metadata.name);
  });

  check('A dry run answers as if and writes nothing', async (t) => {
    const query = { dryRun: 'All' };
    const tried = await t.send('POST', `${t.apps}/deployments`, { query, body: t.deployment('web', 3) });
    assert.equal(tried.code, 201);
    assert.equal(tried.body.spec.strategy.type, 'RollingUpdate');
    assert.equal((await t.send('GET', `${t.apps}/deployments/web`)).code, 404);
    const made = await t.configMap('a');
    assert.equal((await t.patch(`${t.core}/configmaps/a`, { data: { a: '2' } }, 'merge-patch+json', { query })).body.data.a, '2');
    assert.equal((await t.send('PUT', `${t.core}/configmaps/a`, { query, body: { ...made, data: {} } })).code, 200);
    assert.equal((await t.apply(`${t.core}/configmaps/b`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' }, data: { a: '1' } }, 'me', query)).code, 201);
    assert.equal((await t.send('DELETE', `${t.core}/configmaps/a`, { query })).code, 200);
    assert.deepEqual(await t.must('GET', `${t.core}/configmaps/a`), { ...made, kind: 'ConfigMap', apiVersion: 'v1' });
    assert.equal((await t.send('GET', `${t.core}/configmaps/b`)).code, 404);
    assert.equal((await t.send('POST', `${t.core}/configmaps`, { query: { dryRun: 'Some' }, body: { metadata: { name: 'c' } } })).code, 422);
  });

  check('A field that nobody knows is refused, told of or dropped', async (t) => {
    const body = { ...t.deployment('web', 0), spec: { ...t.deployment('web', 0).spec, replicaz: 1 } };
    const strict = await t.send('POST', `${t.apps}/deployments`, { query: { fieldValidation: 'Strict' }, body });
    assert.deepEqual([strict.code, strict.reason], [400, 'BadRequest']);
    assert.match(strict.body.message, /strict decoding error: unknown field "spec.replicaz"/);
    const warned = await t.send('POST', `${t.apps}/deployments`, { query: { fieldValidation: 'Warn' }, body });
    assert.equal(warned.code, 201);
    assert.match(warned.headers.warning, /299 - "unknown field \\"spec.replicaz\\""/);
    assert.equal(warned.body.spec.replicaz, undefined);
    const ignored = await t.send('PUT', `${t.apps}/deployments/web`, { query: { fieldValidation: 'Ignore' }, body });
    assert.deepEqual([ignored.code, ignored.headers.warning], [200, undefined]);
  });

  check('What is wrong with an object is told field by field', async (t) => {
    const body = t.deployment('Web!', -1);
    body.spec.template.metadata.labels = { app: 'other' };
    const refused = await t.send('POST', `${t.apps}/deployments`, { body });
    assert.deepEqual([refused.code, refused.reason, refused.body.details.kind, refused.body.details.group], [422, 'Invalid', 'Deployment', 'apps']);
    for (const field of ['metadata.name', 'spec.replicas', 'spec.template.metadata.labels']) assert.ok(refused.causes.includes(field), `${field} in ${refused.causes}`);
    assert.ok(refused.body.details.causes.every((cause) => cause.reason && cause.message));
  });

  check('What may not change is refused', async (t) => {
    await t.must('POST', `${t.apps}/deployments`, { body: t.deployment('web', 0) });
    const refused = await t.patch(`${t.apps}/deployments/web`, { spec: { selector: { matchLabels: { app: 'x' } } } }, 'merge-patch+json');
    assert.equal(refused.code, 422);
    assert.match(refused.text, /field is immutable/);
    await t.must('POST', `${t.core}/configmaps`, { body: { metadata: { name: 'fixed' }, immutable: true, data: { a: '1' } } });
    assert.equal((await t.patch(`${t.core}/configmaps/fixed`, { data: { a: '2' } }, 'merge-patch+json')).code, 422);
  });

  check('Writers are kept account of, with their fields and times', async (t) => {
    await t.must('POST', `${t.core}/configmaps`, { query: { fieldManager: 'first' }, body: { metadata: { name: 'a' }, data: { x: '1', y: '1' } } });
    const changed = (await t.patch(`${t.core}/configmaps/a`, { data: { y: '2' } }, 'merge-patch+json', { query: { fieldManager: 'second' } })).body;
    const of = (manager) => changed.metadata.managedFields.find((entry) => entry.manager === manager);
    assert.deepEqual(Object.keys(of('first').fieldsV1['f:data']).filter((field) => field !== '.'), ['f:x']);
    assert.deepEqual(Object.keys(of('second').fieldsV1['f:data']), ['f:y']);
    for (const entry of changed.metadata.managedFields) {
      assert.match(entry.time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.deepEqual([entry.operation, entry.fieldsType, entry.apiVersion], ['Update', 'FieldsV1', 'v1']);
    }
  });

  check('A changed spec counts as a generation and changed labels do not', async (t) => {
    const made = await t.must('POST', `${t.apps}/deployments`, { body: t.deployment('web', 0) });
    assert.equal(made.metadata.generation, 1);
    assert.equal((await t.patch(`${t.apps}/deployments/web`, { metadata: { labels: { a: 'b' } } }, 'merge-patch+json')).body.metadata.generation, 1);
    assert.equal((await t.patch(`${t.apps}/deployments/web`, { spec: { paused: true } }, 'merge-patch+json')).body.metadata.generation, 2);
  });

  check('Status is written by itself and kept from other writes', async (t) => {
    await t.must('POST', `${t.core}/resourcequotas`, { body: { metadata: { name: 'q' }, spec: {}, status: { hard: { pods: '9' } } } });
    const condition = { type: 'Checked', status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z', reason: 'Test', message: '' };
    await t.must('POST', `/apis/policy/v1/namespaces/${t.namespace}/poddisruptionbudgets`, { body: { metadata: { name: 'b' }, spec: { maxUnavailable: 1, selector: { matchLabels: { no: 'pod' } } } } });
    const path = `/apis/policy/v1/namespaces/${t.namespace}/poddisruptionbudgets/b`;
    const patched = await t.patch(`${path}/status`, { metadata: { labels: { a: 'b' } }, spec: { maxUnavailable: 5 }, status: { conditions: [condition] } }, 'merge-patch+json');
    assert.equal(patched.code, 200, patched.text);
    const whole = await t.patch(path, { status: { conditions: [] } }, 'merge-patch+json');
    assert.equal(whole.body.spec.maxUnavailable, 1);
    assert.ok(whole.body.status.conditions.some((known) => known.type === 'Checked'));
  });

  check('Scale has one shape for every workload', async (t) => {
    const apps = t.api(AppsV1Api);
    await t.must('POST', `${t.apps}/deployments`, { body: t.deployment('web', 0) });
    const scale = await apps.readNamespacedDeploymentScale({ name: 'web', namespace: t.namespace });
    assert.deepEqual([scale.kind, scale.apiVersion, scale.spec.replicas ?? 0, scale.status.selector], ['Scale', 'autoscaling/v1', 0, 'app=web']);
    scale.spec.replicas = 2;
    await apps.replaceNamespacedDeploymentScale({ name: 'web', namespace: t.namespace, body: scale });
    assert.equal((await t.must('GET', `${t.apps}/deployments/web`)).spec.replicas, 2);
    const refused = await t.send('PUT', `${t.apps}/deployments/web/scale`, { body: { ...scale, spec: { replicas: 3 } } });
    assert.equal(refused.code, 409);
    assert.equal((await t.patch(`${t.apps}/deployments/web/scale`, { spec: { replicas: 0 } }, 'merge-patch+json')).body.spec.replicas ?? 0, 0);
    assert.equal((await t.patch(`${t.apps}/deployments/web/scale`, { spec: { replicas: -1 } }, 'merge-patch+json')).code, 422);
  });

  check('A body that cannot be read is a bad request and an unknown form is refused', async (t) => {
    assert.equal((await t.send('POST', `${t.core}/configmaps`, { body: '{' })).code, 400);
    assert.equal((await t.send('POST', `${t.core}/configmaps`, { body: 'x', type: 'text/plain' })).code, 415);
    assert.equal((await t.send('GET', `${t.core}/configmaps`, { accept: 'text/plain' })).code, 406);
    assert.equal((await t.send('PUT', `${t.core}/configmaps`, { body: {} })).code, 405);
    assert.equal((await t.send('POST', `${t.core}/configmaps`, { body: 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yaml}\ndata: {a: "1"}\n', type: 'application/yaml' })).code, 201);
  });
};
