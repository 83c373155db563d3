import assert from 'node:assert/strict';
import { AuthenticationV1Api, AuthorizationV1Api, CoreV1Api, KubeConfig } from '@kubernetes/client-node';

/** A service account with a token of its own. */
async function account(t, name) {
  await t.must('POST', `${t.core}/serviceaccounts`, { body: { metadata: { name } } });
  const made = await t.api(CoreV1Api).createNamespacedServiceAccountToken({ name, namespace: t.namespace, body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: { audiences: [], expirationSeconds: 3600 } } });
  return made.status.token;
}

async function grant(t, name, rules, kind = 'Role') {
  await t.must('POST', `${t.rbac}/roles`, { body: { metadata: { name: `${name}-rights` }, rules } });
  await bind(t, name, kind, `${name}-rights`);
}

function bind(t, name, kind, role, as = name) {
  return t.must('POST', `${t.rbac}/rolebindings`, {
    body: { metadata: { name: `${as}-${role}` }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name: role }, subjects: [{ kind: 'ServiceAccount', name, namespace: t.namespace }] },
  });
}

const as = (token, more = {}) => ({ ...more, token });

export default (check) => {
  check('The token of a service account is that account', async (t) => {
    const token = await account(t, 'ann');
    const config = new KubeConfig();
    config.loadFromClusterAndUser(t.config.getCurrentCluster(), { name: 'ann', token });
    const review = await t.api(AuthenticationV1Api, config).createSelfSubjectReview({ body: {} });
    assert.equal(review.status.userInfo.username, `system:serviceaccount:${t.namespace}:ann`);
    assert.ok(review.status.userInfo.uid);
    for (const group of ['system:serviceaccounts', `system:serviceaccounts:${t.namespace}`, 'system:authenticated']) assert.ok(review.status.userInfo.groups.includes(group));
    const seen = await t.api(AuthenticationV1Api).createTokenReview({ body: { spec: { token } } });
    assert.deepEqual([seen.status.authenticated, seen.status.user.username], [true, `system:serviceaccount:${t.namespace}:ann`]);
    assert.notEqual((await t.api(AuthenticationV1Api).createTokenReview({ body: { spec: { token: 'nonsense' } } })).status.authenticated, true);
  });

  check('A token that is nobody\'s is refused, and so is nobody', async (t) => {
    const wrong = await t.send('GET', `${t.core}/pods`, as('nonsense'));
    assert.deepEqual([wrong.code, wrong.reason], [401, 'Unauthorized']);
    const nobody = await t.send('GET', `${t.core}/pods`, as(''));
    assert.ok([401, 403].includes(nobody.code));
  });

  check('Without a role nothing is allowed, and the refusal says what', async (t) => {
    const token = await account(t, 'ann');
    const user = `system:serviceaccount:${t.namespace}:ann`;
    const refused = await t.send('GET', `${t.apps}/deployments`, as(token));
    assert.deepEqual([refused.code, refused.reason], [403, 'Forbidden']);
    assert.equal(refused.body.message, `deployments.apps is forbidden: User "${user}" cannot list resource "deployments" in API group "apps" in the namespace "${t.namespace}"`);
    assert.deepEqual(refused.body.details, { group: 'apps', kind: 'deployments' });
    const named = await t.send('DELETE', '/api/v1/nodes/n', as(token));
    assert.equal(named.body.message, `nodes "n" is forbidden: User "${user}" cannot delete resource "nodes" in API group "" at the cluster scope`);
    const log = await t.send('GET', `${t.core}/pods/p/log`, as(token));
    assert.match(log.body.message, /cannot get resource "pods\/log" in API group ""/);
  });

  check('A role allows what it names, where it is bound', async (t) => {
    const token = await account(t, 'ann');
    await grant(t, 'ann', [
      { apiGroups: [''], resources: ['configmaps'], verbs: ['get', 'list', 'create'] },
      { apiGroups: [''], resources: ['configmaps'], resourceNames: ['mine'], verbs: ['update', 'patch', 'delete'] },
    ]);
    await t.eventually('the binding holds', async () => (await t.send('GET', `${t.core}/configmaps`, as(token))).code === 200);
    assert.equal((await t.send('POST', `${t.core}/configmaps`, as(token, { body: { metadata: { name: 'mine' } } }))).code, 201);
    assert.equal((await t.send('DELETE', `${t.core}/configmaps/kube-root-ca.crt`, as(token))).code, 403);
    assert.equal((await t.send('DELETE', `${t.core}/configmaps/mine`, as(token))).code, 200);
    assert.equal((await t.send('GET', '/api/v1/namespaces/kube-system/configmaps', as(token))).code, 403);
    assert.equal((await t.send('GET', `${t.core}/secrets`, as(token))).code, 403);
    assert.equal((await t.send('GET', `${t.core}/configmaps`, as(token, { query: { watch: 'true', timeoutSeconds: '1' } }))).code, 403);
  });

  check('A subresource is a right of its own', async (t) => {
    const token = await account(t, 'ann');
    await t.must('POST', `${t.apps}/deployments`, { body: t.deployment('web', 0) });
    await grant(t, 'ann', [{ apiGroups: ['apps'], resources: ['deployments/scale'], verbs: ['get', 'patch'] }]);
    await t.eventually('the binding holds', async () => (await t.send('GET', `${t.apps}/deployments/web/scale`, as(token))).code === 200);
    assert.equal((await t.send('GET', `${t.apps}/deployments/web`, as(token))).code, 403);
    assert.equal((await t.patch(`${t.apps}/deployments/web/scale`, { spec: { replicas: 0 } }, 'merge-patch+json', { token })).code, 200);
  });

  check('The roles that come with a cluster are there', async (t) => {
    const token = await account(t, 'ann');
    await bind(t, 'ann', 'ClusterRole', 'view');
    await t.eventually('the binding holds', async () => (await t.send('GET', `${t.core}/pods`, as(token))).code === 200);
    assert.equal((await t.send('GET', `${t.core}/secrets`, as(token))).code, 403);
    assert.equal((await t.send('POST', `${t.core}/configmaps`, as(token, { body: { metadata: { name: 'a' } } }))).code, 403);
    await bind(t, 'ann', 'ClusterRole', 'edit');
    await t.eventually('the binding holds', async () => (await t.send('GET', `${t.core}/secrets`, as(token))).code === 200);
    assert.equal((await t.send('GET', `${t.rbac}/roles`, as(token))).code, 403);
  });

  check('Access reviews say what requests come to', async (t) => {
    const token = await account(t, 'ann');
    await grant(t, 'ann', [{ apiGroups: ['apps'], resources: ['deployments'], verbs: ['get'] }]);
    const user = `system:serviceaccount:${t.namespace}:ann`;
    const review = async (verb) => (await t.api(AuthorizationV1Api).createSubjectAccessReview({
      body: { spec: { user, resourceAttributes: { namespace: t.namespace, verb, group: 'apps', resource: 'deployments' } } },
    })).status;
    await t.eventually('the binding holds', async () => (await review('get')).allowed);
    assert.match((await review('get')).reason, /RBAC: allowed by RoleBinding "ann-ann-rights\//);
    assert.equal((await review('delete')).allowed, false);
    const self = await t.must('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', as(token, {
      body: { spec: { resourceAttributes: { namespace: t.namespace, verb: 'get', group: 'apps', resource: 'deployments' } } },
    }));
    assert.equal(self.status.allowed, true);
    const path = await t.must('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', as(token, { body: { spec: { nonResourceAttributes: { path: '/metrics', verb: 'get' } } } }));
    assert.equal(path.status.allowed, false);
    const rules = await t.must('POST', '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews', as(token, { body: { spec: { namespace: t.namespace } } }));
    assert.ok(rules.status.resourceRules.some((rule) => rule.resources?.includes('deployments') && rule.verbs.includes('get')));
    assert.ok(rules.status.nonResourceRules.some((rule) => rule.nonResourceURLs.includes('/version')));
  });

  check('Who acts as another has the other\'s rights, and only with leave', async (t) => {
    const token = await account(t, 'ann');
    await account(t, 'bob');
    const headers = { 'Impersonate-User': `system:serviceaccount:${t.namespace}:bob` };
    const seen = await t.must('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', { headers, body: {} });
    assert.equal(seen.status.userInfo.username, headers['Impersonate-User']);
    assert.ok(seen.status.userInfo.groups.includes(`system:serviceaccounts:${t.namespace}`));
    assert.equal((await t.send('GET', `${t.core}/pods`, { headers })).code, 403);
    const refused = await t.send('GET', `${t.core}/pods`, as(token, { headers }));
    assert.match(refused.body.message, /cannot impersonate resource "serviceaccounts" in API group "" in the namespace/);
  });

  check('Nobody gives away rights that he does not have', async (t) => {
    const token = await account(t, 'ann');
    await grant(t, 'ann', [{ apiGroups: ['rbac.authorization.k8s.io'], resources: ['roles', 'rolebindings'], verbs: ['create'] }, { apiGroups: [''], resources: ['pods'], verbs: ['get'] }]);
    const role = (name, resource) => t.send('POST', `${t.rbac}/roles`, as(token, { body: { metadata: { name }, rules: [{ apiGroups: [''], resources: [resource], verbs: ['get'] }] } }));
    await t.eventually('the binding holds', async () => (await role('mine', 'pods')).code === 201);
    const refused = await role('more', 'secrets');
    assert.equal(refused.code, 403);
    assert.match(refused.body.message, /is attempting to grant RBAC permissions not currently held:\n\{APIGroups:\[""\], Resources:\["secrets"\], Verbs:\["get"\]\}/);
    const bound = await t.send('POST', `${t.rbac}/rolebindings`, as(token, {
      body: { metadata: { name: 'up' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [{ kind: 'ServiceAccount', name: 'ann', namespace: t.namespace }] },
    }));
    assert.equal(bound.code, 403);
  });

  check('A role that is made of others follows them', async (t) => {
    const roles = '/apis/rbac.authorization.k8s.io/v1/clusterroles';
    const label = t.unique('part');
    for (const name of ['whole', 'part']) t.takeAway(`${roles}/${t.unique(name)}`);
    await t.must('POST', roles, { body: { metadata: { name: t.unique('whole') }, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [label]: 'yes' } }] }, rules: [] } });
    await t.must('POST', roles, { body: { metadata: { name: t.unique('part'), labels: { [label]: 'yes' } }, rules: [{ apiGroups: ['example.com'], resources: ['things'], verbs: ['get'] }] } });
    await t.eventually('the rules are gathered', async () => (await t.must('GET', `${roles}/${t.unique('whole')}`)).rules?.[0]?.resources[0] === 'things');
  });

  check('A binding keeps its role for good', async (t) => {
    await account(t, 'ann');
    await bind(t, 'ann', 'ClusterRole', 'view');
    const refused = await t.patch(`${t.rbac}/rolebindings/ann-view`, { roleRef: { name: 'edit' } }, 'merge-patch+json');
    assert.equal(refused.code, 422);
    assert.match(refused.body.message, /cannot change roleRef/);
  });
};
