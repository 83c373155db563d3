import assert from 'node:assert/strict';
import { CoreV1Api } from '@kubernetes/client-node';

const names = (list) => list.items.map((item) => item.metadata.name).filter((name) => name !== 'kube-root-ca.crt');

export default (check) => {
  check('The pages of a list are of one moment', async (t) => {
    for (const name of ['a', 'b', 'c', 'd']) await t.configMap(name);
    const first = await t.must('GET', `${t.core}/configmaps`, { query: { limit: 2 } });
    assert.deepEqual(names(first), ['a', 'b']);
    assert.ok(first.metadata.remainingItemCount >= 2);
    await t.send('DELETE', `${t.core}/configmaps/c`);
    await t.patch(`${t.core}/configmaps/d`, { data: { a: 'changed' } }, 'merge-patch+json');
    await t.configMap('e');
    const rest = await t.must('GET', `${t.core}/configmaps`, { query: { limit: 50, continue: first.metadata.continue } });
    assert.deepEqual(names(rest), ['c', 'd']);
    assert.equal(rest.items.find((item) => item.metadata.name === 'd').data.a, '1');
    assert.equal(rest.metadata.resourceVersion, first.metadata.resourceVersion);
    assert.equal(rest.metadata.continue ?? '', '');
  });

  check('The client pages through a list', async (t) => {
    const all = ['a', 'b', 'c', 'd', 'e'];
    for (const name of all) await t.configMap(name);
    const api = t.api(CoreV1Api);
    const found = [];
    let next;
    do {
      const page = await api.listNamespacedConfigMap({ namespace: t.namespace, limit: 2, _continue: next });
      found.push(...names(page));
      next = page.metadata._continue;
    } while (next);
    assert.deepEqual(found, all);
  });

  check('A list is of the version asked for', async (t) => {
    await t.configMap('a');
    const then = (await t.must('GET', `${t.core}/configmaps`)).metadata.resourceVersion;
    await t.configMap('b');
    const list = (resourceVersion, resourceVersionMatch) => t.send('GET', `${t.core}/configmaps`, { query: { resourceVersion, resourceVersionMatch } });
    assert.deepEqual(names((await list(then, 'Exact')).body), ['a']);
    assert.ok(Number((await list(then, 'NotOlderThan')).body.metadata.resourceVersion) >= Number(then));
    assert.equal((await list('1', 'Exact')).code, 410);
    assert.equal((await list('0', 'Exact')).code, 422);
    assert.equal((await list('', 'Exact')).code, 422);
  });

  check('Selectors choose by labels, sets and fields', async (t) => {
    await t.configMap('a', {}, { labels: { tier: 'back', color: 'red' } });
    await t.configMap('b', {}, { labels: { tier: 'front' } });
    await t.configMap('c');
    const list = async (query) => names(await t.must('GET', `${t.core}/configmaps`, { query }));
    assert.deepEqual(await list({ labelSelector: 'tier=back' }), ['a']);
    assert.deepEqual(await list({ labelSelector: 'tier!=back' }), ['b', 'c']);
    assert.deepEqual(await list({ labelSelector: 'tier in (back,front),!color' }), ['b']);
    assert.deepEqual(await list({ labelSelector: 'tier notin (front)' }), ['a', 'c']);
    assert.deepEqual(await list({ labelSelector: 'color' }), ['a']);
    assert.deepEqual(await list({ fieldSelector: 'metadata.name=b' }), ['b']);
    assert.deepEqual(await list({ fieldSelector: 'metadata.name!=b', labelSelector: 'tier' }), ['a']);
    assert.equal((await t.send('GET', `${t.core}/configmaps`, { query: { labelSelector: 'a b' } })).code, 400);
    const refused = await t.send('GET', `${t.core}/configmaps`, { query: { fieldSelector: 'data.x=1' } });
    assert.equal(refused.code, 400);
    assert.match(refused.body.message, /field label not supported: data\.x/);
  });

  check('A collection is deleted by selector', async (t) => {
    await t.configMap('a', {}, { labels: { old: 'yes' } });
    await t.configMap('b', {}, { labels: { old: 'yes' } });
    await t.configMap('c');
    await t.must('DELETE', `${t.core}/configmaps`, { query: { labelSelector: 'old=yes' } });
    assert.deepEqual(names(await t.must('GET', `${t.core}/configmaps`)), ['c']);
  });

  check('A table has columns and rows with their metadata', async (t) => {
    await t.configMap('a', { x: '1', y: '2' });
    const table = await t.must('GET', `${t.core}/configmaps`, { query: { fieldSelector: 'metadata.name=a' }, accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' });
    assert.deepEqual([table.kind, table.apiVersion], ['Table', 'meta.k8s.io/v1']);
    assert.deepEqual(table.columnDefinitions.map((column) => column.name), ['Name', 'Data', 'Age']);
    assert.deepEqual(table.rows[0].cells.slice(0, 2).map(String), ['a', '2']);
    assert.deepEqual([table.rows[0].object.kind, table.rows[0].object.metadata.name], ['PartialObjectMetadata', 'a']);
    assert.ok(table.metadata.resourceVersion);
  });

  check('Metadata alone can be asked for', async (t) => {
    await t.configMap('a');
    const list = await t.must('GET', `${t.core}/configmaps`, { accept: 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json' });
    assert.equal(list.kind, 'PartialObjectMetadataList');
    assert.ok(list.items.every((item) => item.data === undefined && item.metadata.uid));
  });

  check('A continue that nobody gave out is refused', async (t) => {
    assert.equal((await t.send('GET', `${t.core}/configmaps`, { query: { limit: 1, continue: 'nonsense' } })).code, 400);
  });
};
