import assert from 'node:assert/strict';

const settings = (data, name = 'a') => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });

const owned = (object, manager) => {
  const entry = object.metadata.managedFields.find((candidate) => candidate.manager === manager && candidate.operation === 'Apply');
  return Object.keys(entry?.fieldsV1['f:data'] ?? {}).filter((field) => field !== '.').sort();
};

export default (check) => {
  check('Server-side apply creates what is missing and then leaves it alone', async (t) => {
    const path = `${t.core}/configmaps/a`;
    const first = await t.apply(path, settings({ x: '1' }), 'me');
    assert.equal(first.code, 201);
    assert.deepEqual(owned(first.body, 'me'), ['f:x']);
    const again = await t.apply(path, settings({ x: '1' }), 'me');
    assert.deepEqual([again.code, again.body.metadata.resourceVersion], [200, first.body.metadata.resourceVersion]);
  });

  check('Applying what another owns is a conflict that names owner and field, and force takes it', async (t) => {
    const path = `${t.core}/configmaps/a`;
    await t.apply(path, settings({ x: '1' }), 'first');
    const refused = await t.apply(path, settings({ x: '2' }), 'second');
    assert.deepEqual([refused.code, refused.reason], [409, 'Conflict']);
    assert.match(refused.body.message, /Apply failed with 1 conflict: conflict with "first": \.data\.x/);
    assert.deepEqual(refused.body.details.causes.map((cause) => [cause.reason, cause.field]), [['FieldManagerConflict', '.data.x']]);
    const forced = (await t.apply(path, settings({ x: '2' }), 'second', { force: 'true' })).body;
    assert.deepEqual([forced.data.x, owned(forced, 'second'), owned(forced, 'first')], ['2', ['f:x'], []]);
  });

  check('A conflict with an ordinary write names it too', async (t) => {
    const path = `${t.core}/configmaps/a`;
    await t.apply(path, settings({ x: '1' }), 'me');
    await t.patch(path, { data: { x: '2' } }, 'merge-patch+json', { query: { fieldManager: 'hand' } });
    const refused = await t.apply(path, settings({ x: '1' }), 'me');
    assert.match(refused.body.message, /conflict with "hand" using v1: \.data\.x/);
  });

  check('What a manager no longer states goes, unless another states it', async (t) => {
    const path = `${t.core}/configmaps/a`;
    await t.apply(path, settings({ mine: '1', shared: '1' }), 'first');
    const both = (await t.apply(path, settings({ shared: '1' }), 'second')).body;
    assert.deepEqual([owned(both, 'first'), owned(both, 'second')], [['f:mine', 'f:shared'], ['f:shared']]);
    assert.deepEqual((await t.apply(path, settings({}), 'first')).body.data, { shared: '1' });
    assert.equal((await t.apply(path, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }, 'second')).body.data, undefined);
  });

  check('Several managers own elements of one list', async (t) => {
    const path = `${t.apps}/deployments/web`;
    await t.apply(path, t.deployment('web', 0, { env: [{ name: 'A', value: '1' }] }), 'first');
    const partial = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { template: { spec: { containers: [{ name: 'main', env: [{ name: 'B', value: '2' }] }] } } } };
    const both = (await t.apply(path, partial, 'second')).body;
    assert.deepEqual(both.spec.template.spec.containers[0].env.map((entry) => entry.name).sort(), ['A', 'B']);
    const one = (await t.apply(path, t.deployment('web', 0), 'first')).body;
    assert.deepEqual(one.spec.template.spec.containers[0].env, [{ name: 'B', value: '2' }]);
  });

  check('Apply needs a manager and no managedFields of its own', async (t) => {
    const nobody = await t.patch(`${t.core}/configmaps/a`, settings({ x: '1' }), 'apply-patch+yaml');
    assert.equal(nobody.code, 422);
    assert.match(nobody.body.message, /fieldManager: Required value: is required for apply patch/);
    const body = settings({ x: '1' });
    body.metadata.managedFields = [{ manager: 'me', operation: 'Apply', apiVersion: 'v1', fieldsType: 'FieldsV1', fieldsV1: {} }];
    assert.equal((await t.apply(`${t.core}/configmaps/a`, body, 'me')).code, 400);
    assert.equal((await t.send('GET', `${t.core}/configmaps/a`)).code, 404);
  });

  check('Apply takes YAML', async (t) => {
    const applied = await t.apply(`${t.core}/configmaps/a`, 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  x: "1"\n', 'me');
    assert.deepEqual([applied.code, applied.body.data], [201, { x: '1' }]);
  });

  check('An owner of a field is not lost by a write that states the same', async (t) => {
    const path = `${t.core}/configmaps/a`;
    await t.apply(path, settings({ x: '1' }), 'me');
    const patched = (await t.patch(path, { data: { x: '1', y: '2' } }, 'merge-patch+json', { query: { fieldManager: 'hand' } })).body;
    assert.deepEqual(owned(patched, 'me'), ['f:x']);
  });
};
