import assert from 'node:assert/strict';
import { CoreV1Api, makeInformer } from '@kubernetes/client-node';
import { NotServed } from '../cluster.mjs';

export default (check) => {
  check('A watch from a list misses nothing and repeats nothing', async (t) => {
    await t.configMap('before');
    const list = await t.must('GET', `${t.core}/configmaps`);
    await t.configMap('a');
    const watch = await t.watch(`${t.core}/configmaps`, { resourceVersion: list.metadata.resourceVersion });
    await t.patch(`${t.core}/configmaps/a`, { data: { a: '2' } }, 'merge-patch+json');
    await t.send('DELETE', `${t.core}/configmaps/a`);
    await watch.until('the deletion', ({ type }) => type === 'DELETED');
    watch.stop();
    assert.deepEqual(watch.names().filter((event) => event.endsWith(' a')), ['ADDED a', 'MODIFIED a', 'DELETED a']);
    assert.ok(!watch.names().includes('ADDED before'));
    const versions = watch.events.map(({ object }) => Number(object.metadata.resourceVersion));
    assert.deepEqual(versions, [...versions].sort((one, other) => one - other));
  });

  check('A watch from nowhere begins with what there is', async (t) => {
    await t.configMap('a');
    const watch = await t.watch(`${t.core}/configmaps`, { fieldSelector: 'metadata.name=a' });
    await watch.until('the object', ({ type, object }) => type === 'ADDED' && object.metadata.name === 'a');
    watch.stop();
  });

  check('A selector shows what comes to match as added and what matches no more as deleted', async (t) => {
    await t.configMap('a', {}, { labels: { color: 'red' } });
    const list = await t.must('GET', `${t.core}/configmaps`);
    const watch = await t.watch(`${t.core}/configmaps`, { labelSelector: 'color=blue', resourceVersion: list.metadata.resourceVersion });
    await t.patch(`${t.core}/configmaps/a`, { metadata: { labels: { color: 'blue' } } }, 'merge-patch+json');
    await t.patch(`${t.core}/configmaps/a`, { metadata: { labels: { color: 'green' } } }, 'merge-patch+json');
    await watch.until('the deletion', ({ type }) => type === 'DELETED');
    watch.stop();
    assert.deepEqual(watch.names(), ['ADDED a', 'DELETED a']);
  });

  check('A version that is no longer kept is 410 Gone, as an event', async (t) => {
    const watch = await t.watch(`${t.core}/configmaps`, { resourceVersion: '1' });
    const { object } = await watch.until('the refusal', ({ type }) => type === 'ERROR');
    watch.stop();
    assert.deepEqual([object.kind, object.code, object.reason], ['Status', 410, 'Expired']);
  });

  check('A watch that sends what there is says when that has ended', async (t) => {
    await t.configMap('a');
    const query = { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan', allowWatchBookmarks: 'true', timeoutSeconds: '30' };
    const plain = await t.send('GET', `${t.core}/configmaps`, { query: { ...query, watch: 'true', timeoutSeconds: '1', fieldSelector: 'metadata.name=none' } });
    if (plain.code === 422) throw new NotServed(plain.body.message);
    const watch = await t.watch(`${t.core}/configmaps`, query);
    const mark = await watch.until('the bookmark', ({ type }) => type === 'BOOKMARK');
    watch.stop();
    assert.equal(mark.object.metadata.annotations['k8s.io/initial-events-end'], 'true');
    assert.ok(Number(mark.object.metadata.resourceVersion) > 0);
    assert.deepEqual(Object.keys(mark.object.data ?? {}), []);
    assert.ok(watch.events.indexOf(mark) > watch.events.findIndex(({ object }) => object.metadata.name === 'a'));
  });

  check('A watch ends when its time is over', async (t) => {
    const watch = await t.watch(`${t.core}/configmaps`, { timeoutSeconds: '1' });
    await watch.untilEnded();
  });

  check('What makes no sense in a watch is refused', async (t) => {
    for (const query of [{ sendInitialEvents: 'true' }, { resourceVersionMatch: 'NotOlderThan' }]) {
      const refused = await t.send('GET', `${t.core}/configmaps`, { query: { watch: 'true', timeoutSeconds: '1', ...query } });
      assert.deepEqual([refused.code, refused.reason], [422, 'Invalid'], JSON.stringify(query));
    }
  });

  check('An informer of the client keeps up', async (t) => {
    await t.configMap('a');
    const path = `${t.core}/configmaps`;
    const informer = makeInformer(t.config, path, () => t.api(CoreV1Api).listNamespacedConfigMap({ namespace: t.namespace }));
    await informer.start();
    await t.eventually('the first object', () => informer.get('a', t.namespace));
    await t.configMap('b');
    await t.eventually('the second object', () => informer.get('b', t.namespace));
    await t.send('DELETE', `${path}/a`);
    await t.eventually('the deletion', () => !informer.get('a', t.namespace));
    await informer.stop();
  });
};
