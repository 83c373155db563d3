import assert from 'node:assert/strict';
import { ApisApi, VersionApi } from '@kubernetes/client-node';

const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

export default (check) => {
  check('The client learns version and groups', async (t) => {
    const version = await t.api(VersionApi).getCode();
    assert.equal(version.major, '1');
    const groups = (await t.api(ApisApi).getAPIVersions()).groups.map((group) => group.name);
    for (const group of ['apps', 'batch', 'autoscaling', 'policy', 'rbac.authorization.k8s.io', 'apiextensions.k8s.io']) assert.ok(groups.includes(group), group);
  });

  check('Discovery in one piece says the same as in many', async (t) => {
    const whole = await t.send('GET', '/apis', { accept: aggregated });
    assert.match(whole.type, /as=APIGroupDiscoveryList/);
    const apps = whole.body.items.find((group) => group.metadata.name === 'apps').versions.find((version) => version.version === 'v1');
    assert.equal(apps.freshness, 'Current');
    const many = (await t.must('GET', '/apis/apps/v1')).resources.filter((resource) => !resource.name.includes('/'));
    assert.deepEqual(apps.resources.map((resource) => resource.resource).sort(), many.map((resource) => resource.name).sort());
    const deployments = apps.resources.find((resource) => resource.resource === 'deployments');
    assert.deepEqual([deployments.scope, deployments.singularResource, deployments.shortNames, deployments.categories], ['Namespaced', 'deployment', ['deploy'], ['all']]);
    assert.deepEqual(deployments.subresources.map((sub) => sub.subresource).sort(), ['scale', 'status']);
    assert.deepEqual(deployments.responseKind, { group: 'apps', version: 'v1', kind: 'Deployment' });
    const core = (await t.send('GET', '/api', { accept: aggregated })).body.items[0].versions[0].resources;
    const pods = core.find((resource) => resource.resource === 'pods');
    for (const sub of ['log', 'eviction', 'status', 'binding']) assert.ok(pods.subresources.some((known) => known.subresource === sub), sub);
    assert.ok(core.find((resource) => resource.resource === 'serviceaccounts').subresources.some((sub) => sub.subresource === 'token'));
  });

  check('OpenAPI tells the fields of a kind', async (t) => {
    const index = await t.must('GET', '/openapi/v3');
    const url = index.paths['apis/apps/v1'].serverRelativeURL;
    const document = await t.must('GET', url.split('?')[0], { query: Object.fromEntries(new URLSearchParams(url.split('?')[1] ?? '')) });
    const deployment = Object.values(document.components.schemas).find((schema) => schema['x-kubernetes-group-version-kind']?.some((kind) => kind.kind === 'Deployment'));
    assert.ok(deployment.properties.spec);
    assert.ok(document.paths['/apis/apps/v1/namespaces/{namespace}/deployments/{name}'].patch);
  });

  check('Health is told', async (t) => {
    for (const path of ['/healthz', '/livez', '/readyz']) assert.equal((await t.send('GET', path)).text, 'ok');
  });

  check('What is not served is not found', async (t) => {
    for (const path of ['/apis/apps/v7/deployments', `${t.core}/nonsense`, '/apis/nowhere.example.com/v1']) assert.equal((await t.send('GET', path)).code, 404, path);
  });
};
