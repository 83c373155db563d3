import assert from 'node:assert/strict';

const reference = (owner, more = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', name: owner.metadata.name, uid: owner.metadata.uid, ...more });

export default (check) => {
  const isGone = async (t, name) => (await t.send('GET', `${t.core}/configmaps/${name}`)).code === 404;

  check('A finalizer holds an object back until it is taken away', async (t) => {
    await t.configMap('a', {}, { finalizers: ['example.com/hold'] });
    const marked = await t.must('DELETE', `${t.core}/configmaps/a`);
    assert.ok(marked.metadata.deletionTimestamp);
    assert.equal((await t.patch(`${t.core}/configmaps/a`, { metadata: { finalizers: ['example.com/hold', 'example.com/new'] } }, 'merge-patch+json')).code, 422);
    await t.patch(`${t.core}/configmaps/a`, { metadata: { finalizers: null } }, 'merge-patch+json');
    assert.ok(await isGone(t, 'a'));
  });

  check('What is owned goes with its owner', async (t) => {
    const owner = await t.configMap('owner');
    await t.configMap('owned', {}, { ownerReferences: [reference(owner)] });
    await t.must('DELETE', `${t.core}/configmaps/owner`, { body: { propagationPolicy: 'Background' } });
    await t.eventually('the owned object is collected', () => isGone(t, 'owned'));
  });

  check('What is owned goes before its owner when asked so', async (t) => {
    const owner = await t.configMap('owner');
    await t.configMap('owned', {}, { ownerReferences: [reference(owner, { blockOwnerDeletion: true })], finalizers: ['example.com/hold'] });
    await t.must('DELETE', `${t.core}/configmaps/owner`, { body: { propagationPolicy: 'Foreground' } });
    const waiting = await t.must('GET', `${t.core}/configmaps/owner`);
    assert.deepEqual([waiting.metadata.finalizers, !!waiting.metadata.deletionTimestamp], [['foregroundDeletion'], true]);
    await t.eventually('the owned object is being deleted', async () => (await t.must('GET', `${t.core}/configmaps/owned`)).metadata.deletionTimestamp);
    await t.patch(`${t.core}/configmaps/owned`, { metadata: { finalizers: null } }, 'merge-patch+json');
    await t.eventually('the owner is gone', () => isGone(t, 'owner'));
  });

  check('What is owned stays, ownerless, when it is orphaned', async (t) => {
    const owner = await t.configMap('owner');
    await t.configMap('owned', {}, { ownerReferences: [reference(owner)] });
    await t.must('DELETE', `${t.core}/configmaps/owner`, { body: { propagationPolicy: 'Orphan' } });
    await t.eventually('the owner is gone', () => isGone(t, 'owner'));
    assert.equal((await t.must('GET', `${t.core}/configmaps/owned`)).metadata.ownerReferences, undefined);
  });

  check('What has another owner left stays', async (t) => {
    const [one, two] = [await t.configMap('one'), await t.configMap('two')];
    await t.configMap('owned', {}, { ownerReferences: [reference(one), reference(two)] });
    await t.must('DELETE', `${t.core}/configmaps/one`, { body: { propagationPolicy: 'Background' } });
    await t.eventually('one owner is left', async () => (await t.must('GET', `${t.core}/configmaps/owned`)).metadata.ownerReferences.length === 1);
  });

  check('What names an owner that never was is collected', async (t) => {
    await t.must('POST', `${t.core}/configmaps`, {
      body: { metadata: { name: 'lost', ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'never', uid: '00000000-0000-4000-8000-000000000000' }] } },
    });
    await t.eventually('it is collected', () => isGone(t, 'lost'));
  });

  check('A namespace takes what is in it with it', async (t) => {
    const name = t.unique('inner');
    t.takeAway(`/api/v1/namespaces/${name}`);
    await t.must('POST', '/api/v1/namespaces', { body: { metadata: { name } } });
    await t.must('POST', `/api/v1/namespaces/${name}/configmaps`, { body: { metadata: { name: 'held', finalizers: ['example.com/hold'] } } });
    await t.must('DELETE', `/api/v1/namespaces/${name}`);
    const ending = await t.must('GET', `/api/v1/namespaces/${name}`);
    assert.equal(ending.status.phase, 'Terminating');
    const refused = await t.send('POST', `/api/v1/namespaces/${name}/configmaps`, { body: { metadata: { name: 'late' } } });
    assert.deepEqual([refused.code, refused.body.details.causes[0].reason], [403, 'NamespaceTerminating']);
    await t.eventually('the content is being deleted', async () => (await t.must('GET', `/api/v1/namespaces/${name}/configmaps/held`)).metadata.deletionTimestamp);
    await t.patch(`/api/v1/namespaces/${name}/configmaps/held`, { metadata: { finalizers: null } }, 'merge-patch+json');
    await t.eventually('the namespace is gone', async () => (await t.send('GET', `/api/v1/namespaces/${name}`)).code === 404);
  });

  check('A policy that does not exist is refused', async (t) => {
    await t.configMap('a');
    assert.equal((await t.send('DELETE', `${t.core}/configmaps/a`, { body: { propagationPolicy: 'Sideways' } })).code, 422);
  });
};
