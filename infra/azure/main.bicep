// The whole of Autocura Functions in one resource group, without a single key: a Flex Consumption function app, its storage,
// its telemetry, and a managed identity that may sign in to an AKS cluster which is already there.
targetScope = 'resourceGroup'

@description('Prefix of every name; letters and digits.')
@minLength(3)
@maxLength(10)
param name string = 'autocura'

@description('Region of everything. Flex Consumption is not in all of them: az functionapp list-flexconsumption-locations.')
param location string = resourceGroup().location

@description('Name of the AKS cluster to heal. Empty: no cluster role is given, and the app needs a kubeconfig.')
param aksName string = ''

@description('Resource group of that cluster.')
param aksResourceGroup string = resourceGroup().name

@description('What the identity may do inside a cluster that uses Azure RBAC for Kubernetes. None leaves it to infra/rbac.')
@allowed(['None', 'Reader', 'Writer'])
param aksKubernetesRole string = 'None'

@description('How free the app is to act: observe only records, suggest proposes, approve asks first, auto acts within the guardrails.')
@allowed(['observe', 'suggest', 'approve', 'auto'])
param mode string = 'observe'

@description('Base address of a Prometheus-compatible API. Without one nothing can be measured, and the app says so.')
param prometheusUrl string = ''

@description('Base address of an Alertmanager, which is asked whether an alert still stands.')
param alertmanagerUrl string = ''

@description('Instances kept warm for HTTP triggers and for orchestrations. 0 is cheapest and adds a cold start to an incident.')
@minValue(0)
@maxValue(10)
param alwaysReadyInstances int = 1

@description('Most instances the app may grow to.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Days that telemetry is kept.')
@minValue(30)
@maxValue(730)
param retentionDays int = 30

@description('Tags of every resource.')
param tags object = {
  application: 'autocura-functions'
}

var suffix = take(uniqueString(resourceGroup().id, name), 6)
var resourceName = '${name}-${suffix}'

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: {
    name: 'id-${resourceName}'
    location: location
    tags: tags
  }
}

module telemetry 'modules/telemetry.bicep' = {
  name: 'telemetry'
  params: {
    name: resourceName
    location: location
    tags: tags
    retentionDays: retentionDays
    principalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  params: {
    name: toLower('st${name}${suffix}')
    location: location
    tags: tags
    principalId: identity.outputs.principalId
  }
}

module app 'modules/function-app.bicep' = {
  name: 'function-app'
  params: {
    name: 'func-${resourceName}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    insightsConnectionString: telemetry.outputs.connectionString
    alwaysReadyInstances: alwaysReadyInstances
    maximumInstances: maximumInstances
    settings: {
      Autocura__Mode: mode
      Metrics__PrometheusUrl: prometheusUrl
      Metrics__AlertmanagerUrl: alertmanagerUrl
    }
  }
}

module cluster 'modules/aks-access.bicep' = if (!empty(aksName)) {
  name: 'aks-access'
  scope: resourceGroup(aksResourceGroup)
  params: {
    aksName: aksName
    principalId: identity.outputs.principalId
    kubernetesRole: aksKubernetesRole
  }
}

@description('Name of the function app, for func azure functionapp publish.')
output functionAppName string = app.outputs.name

@description('Where Alertmanager posts to; add ?code= and a function key.')
output alertsUrl string = 'https://${app.outputs.hostName}/api/alerts'

@description('Subject of the Kubernetes role bindings: the object id of the identity.')
output identityPrincipalId string = identity.outputs.principalId
