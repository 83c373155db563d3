import assert from 'node:assert/strict';
import { CustomObjectsApi } from '@kubernetes/client-node';

async function define(t) {
  const group = `${t.namespace}.example.com`;
  const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const schema = {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        required: ['size'],
        properties: {
          size: { type: 'integer', minimum: 1, maximum: 9 },
          color: { type: 'string', enum: ['red', 'blue'], default: 'red' },
          parts: { type: 'array', 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'], items: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, use: { type: 'string' } } } },
        },
      },
      status: { type: 'object', properties: { size: { type: 'integer' }, phase: { type: 'string' } } },
    },
  };
  t.takeAway(`${definitions}/widgets.${group}`);
  await t.must('POST', definitions, {
    body: {
      metadata: { name: `widgets.${group}` },
      spec: {
        group,
        scope: 'Namespaced',
        names: { plural: 'widgets', singular: 'widget', kind: 'Widget', listKind: 'WidgetList' },
        versions: [{
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: schema },
          subresources: { status: {}, scale: { specReplicasPath: '.spec.size', statusReplicasPath: '.status.size' } },
          additionalPrinterColumns: [{ name: 'Size', type: 'integer', jsonPath: '.spec.size' }],
        }],
      },
    },
  });
  await t.eventually('the definition is established', async () =>
    (await t.must('GET', `${definitions}/widgets.${group}`)).status?.conditions?.some((condition) => condition.type === 'Established' && condition.status === 'True'));
  const path = `/apis/${group}/v1/namespaces/${t.namespace}/widgets`;
  await t.eventually('the kind is served', async () => (await t.send('GET', path)).code === 200);
  return { group, path, definition: `${definitions}/widgets.${group}`, widget: (name, spec) => ({ apiVersion: `${group}/v1`, kind: 'Widget', metadata: { name }, spec }) };
}

export default (check) => {
  check('A custom resource is validated, completed and pruned', async (t) => {
    const { group, path, widget } = await define(t);
    const made = await t.api(CustomObjectsApi).createNamespacedCustomObject({ group, version: 'v1', namespace: t.namespace, plural: 'widgets', body: { ...widget('w', { size: 3, shape: 'round' }), status: { phase: 'x' } } });
    assert.deepEqual([made.spec, made.status, made.metadata.generation], [{ size: 3, color: 'red' }, undefined, 1]);
    const refused = await t.send('POST', path, { body: widget('x', { size: 12, color: 'green' }) });
    assert.deepEqual([refused.code, refused.causes.sort()], [422, ['spec.color', 'spec.size']]);
    assert.equal((await t.send('POST', path, { body: widget('y', {}) })).code, 422);
    assert.equal((await t.send('POST', path, { body: widget('z', { size: 'big' }) })).code, 422);
    assert.equal((await t.send('POST', path, { query: { fieldValidation: 'Strict' }, body: widget('s', { size: 1, shape: 'round' }) })).code, 400);
  });

  check('A custom resource has status, scale and columns of its own', async (t) => {
    const { path, widget } = await define(t);
    await t.must('POST', path, { body: widget('w', { size: 3 }) });
    const status = (await t.patch(`${path}/w/status`, { status: { phase: 'Ready', size: 3 }, spec: { size: 5 } }, 'merge-patch+json')).body;
    assert.deepEqual([status.spec.size, status.status.phase, status.metadata.generation], [3, 'Ready', 1]);
    const scaled = (await t.patch(`${path}/w/scale`, { spec: { replicas: 7 } }, 'merge-patch+json')).body;
    assert.deepEqual([scaled.kind, scaled.spec.replicas, scaled.status.replicas], ['Scale', 7, 3]);
    assert.equal((await t.must('GET', `${path}/w`)).metadata.generation, 2);
    const table = await t.must('GET', path, { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' });
    assert.deepEqual([table.columnDefinitions.map((column) => column.name), table.rows[0].cells], [['Name', 'Size'], ['w', 7]]);
  });

  check('A custom resource is patched and applied, but not strategically', async (t) => {
    const { path, widget } = await define(t);
    await t.must('POST', path, { body: widget('w', { size: 3 }) });
    assert.equal((await t.patch(`${path}/w`, { spec: { size: 4 } }, 'strategic-merge-patch+json')).code, 415);
    assert.equal((await t.patch(`${path}/w`, { spec: { size: 4 } }, 'merge-patch+json')).body.spec.size, 4);
    await t.apply(`${path}/w`, { ...widget('w'), spec: { parts: [{ name: 'a', use: '1' }] } }, 'first');
    const both = (await t.apply(`${path}/w`, { ...widget('w'), spec: { parts: [{ name: 'b', use: '2' }] } }, 'second')).body;
    assert.deepEqual(both.spec.parts.map((part) => part.name).sort(), ['a', 'b']);
  });

  check('A custom resource goes with its definition', async (t) => {
    const { group, path, definition, widget } = await define(t);
    await t.must('POST', path, { body: widget('w', { size: 1 }) });
    await t.must('DELETE', definition);
    await t.eventually('the kind is no longer served', async () => (await t.send('GET', path)).code === 404);
    await t.eventually('nor its group', async () => !(await t.must('GET', '/apis')).groups.some((known) => known.name === group));
  });
};
