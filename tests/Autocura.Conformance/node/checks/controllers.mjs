import assert from 'node:assert/strict';
import { Metrics } from '@kubernetes/client-node';
import { NotServed } from '../cluster.mjs';

export default (check) => {
  check('What a pod uses is read by the client once it is measured', async (t) => {
    const groups = (await t.must('GET', '/apis')).groups.map((group) => group.name);
    if (!groups.includes('metrics.k8s.io')) throw new NotServed('metrics.k8s.io');
    const served = (await t.must('GET', '/apis/metrics.k8s.io/v1beta1')).resources;
    assert.deepEqual(served.find((resource) => resource.name === 'pods').verbs.sort(), ['get', 'list']);
    await t.must('POST', `${t.core}/pods`, { body: { metadata: { name: 'p', labels: { app: 'p' } }, spec: t.podSpec() } });
    const measured = await t.eventually('the pod is measured', async () => {
      const list = await new Metrics(t.config).getPodMetrics(t.namespace);
      return list.items.find((item) => item.metadata.name === 'p');
    }, 120);
    assert.equal(measured.containers[0].name, 'main');
    assert.match(measured.containers[0].usage.memory, /^\d+[A-Za-z]*$/);
    const none = await t.must('GET', `/apis/metrics.k8s.io/v1beta1/namespaces/${t.namespace}/pods`, { query: { labelSelector: 'app=other' } });
    assert.deepEqual(none.items, []);
    assert.equal((await t.send('GET', `/apis/metrics.k8s.io/v1beta1/namespaces/${t.namespace}/pods/none`)).code, 404);
    assert.equal((await t.send('DELETE', `/apis/metrics.k8s.io/v1beta1/namespaces/${t.namespace}/pods/p`)).code, 405);
  });

  check('A container beside the others is started before them and is ready with them', async (t) => {
    const spec = t.podSpec();
    spec.initContainers = [{ name: 'beside', image: spec.containers[0].image, restartPolicy: 'Always' }];
    await t.must('POST', `${t.core}/pods`, { body: { metadata: { name: 'p' }, spec } });
    const pod = await t.eventually('the pod is ready', async () => {
      const found = await t.must('GET', `${t.core}/pods/p`);
      return found.status.conditions?.some((condition) => condition.type === 'Ready' && condition.status === 'True') && found;
    });
    assert.equal(pod.status.initContainerStatuses[0].started, true);
    assert.ok(pod.status.initContainerStatuses[0].state.running);
  });

  check('A limit range bounds pods and claims as a whole', async (t) => {
    await t.must('POST', `${t.core}/limitranges`, {
      body: { metadata: { name: 'bounds' }, spec: { limits: [{ type: 'Pod', max: { cpu: '1' } }, { type: 'PersistentVolumeClaim', max: { storage: '2Gi' } }] } },
    });
    const spec = t.podSpec();
    spec.containers[0].resources = { limits: { cpu: '2' } };
    const pod = await t.send('POST', `${t.core}/pods`, { body: { metadata: { name: 'greedy' }, spec } });
    assert.deepEqual([pod.code, pod.reason], [403, 'Forbidden']);
    assert.match(pod.body.message, /maximum cpu usage per Pod is 1, but limit is 2/);
    const claim = await t.send('POST', `${t.core}/persistentvolumeclaims`, {
      body: { metadata: { name: 'big' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '3Gi' } } } },
    });
    assert.match(claim.body.message, /maximum storage usage per PersistentVolumeClaim is 2Gi, but request is 3Gi/);
  });

  check('An autoscaler is defaulted, and told in its older version', async (t) => {
    const path = (version) => `/apis/autoscaling/${version}/namespaces/${t.namespace}/horizontalpodautoscalers`;
    const made = await t.must('POST', path('v2'), {
      body: { metadata: { name: 'a' }, spec: { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'none' }, maxReplicas: 3 } },
    });
    assert.equal(made.spec.minReplicas, 1);
    assert.deepEqual(made.spec.metrics, [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } } }]);
    assert.equal((await t.must('GET', `${path('v1')}/a`)).spec.targetCPUUtilizationPercentage, 80);
    const told = await t.eventually('its target is missed', async () => {
      const found = await t.must('GET', `${path('v2')}/a`);
      return found.status.conditions?.find((condition) => condition.type === 'AbleToScale' && condition.status === 'False');
    });
    assert.equal(told.reason, 'FailedGetScale');
    assert.match(told.message, /deployments.apps "none" not found/);
  });
};
