// The whole of Autocura Functions in one resource group, without a single key: a function app, its storage and Durable's, its vault, its telemetry, managed
// Prometheus, and a managed identity that may sign in to an AKS cluster which is already there.
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

@description('What the identity may do inside a cluster that uses Azure RBAC for Kubernetes. None leaves it to infra/kubernetes/rbac.')
@allowed(['None', 'Reader', 'Writer'])
param aksKubernetesRole string = 'None'

@description('How free the app is to act: observe only records, suggest proposes, approve asks first, auto acts within the guardrails.')
@allowed(['observe', 'suggest', 'approve', 'auto'])
param mode string = 'observe'

@description('Base address of a Prometheus-compatible API that the app can ask. Without one nothing can be measured, and the app says so.')
param prometheusUrl string = ''

@description('Base address of an Alertmanager, which is asked whether an alert still stands.')
param alertmanagerUrl string = ''

@description('Flex Consumption scales to the work; Premium is always warm; Container is Premium with an image.')
@allowed(['Flex', 'Premium', 'Container'])
param hosting string = 'Flex'

@description('For Container: the image, such as myregistry.azurecr.io/autocura-cognitiva/functions:1.2.3.')
param containerImage string = ''

@description('Where Durable keeps its state. The last two need their package in functions/Autocura.Functions.csproj.')
@allowed(['AzureStorage', 'mssql', 'azureManaged'])
param durableStore string = 'AzureStorage'

@description('For azureManaged: how the scheduler is billed.')
@allowed(['Consumption', 'Dedicated'])
param schedulerSku string = 'Consumption'

@description('Settings that are secrets: the name of each with the name of its secret in the vault, as { Metrics__BearerToken: \'prometheus-token\' }.')
param secretSettings object = {}

@description('The app in a network of its own, storage and vault through private endpoints only.')
param isPrivate bool = false

@description('For isPrivate: address space, a /24 is enough.')
param addressPrefix string = '10.90.0.0/24'

@description('Function key that Azure Monitor shows to the app; az functionapp keys list, after the first deployment. Empty: its alerts tell nobody.')
@secure()
param webhookKey string = ''

@description('Instances kept warm for HTTP triggers and for orchestrations. 0 is cheapest and adds a cold start to an incident.')
@minValue(0)
@maxValue(10)
param alwaysReadyInstances int = 1

@description('Most instances the app may grow to; Flex takes no less than 40.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('Days that telemetry is kept.')
@minValue(30)
@maxValue(730)
param retentionDays int = 30

@description('Money a month, in the currency of the subscription, from which people are told. 0: no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('Who is told of the budget.')
param budgetContacts array = []

@description('First of the month from which on the budget counts.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('Tags of every resource.')
param tags object = {
  application: 'autocura-functions'
}

var suffix = take(uniqueString(resourceGroup().id, name), 6)
var resourceName = '${name}-${suffix}'
var appName = 'func-${resourceName}'
var hasCluster = !empty(aksName)

// host.json names Azure Storage; another store is said over it.
var storeSettings = {
  AzureStorage: {}
  mssql: {
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'mssql'
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'SQLDB_Connection'
    SQLDB_Connection: durableStore == 'mssql' ? 'Server=tcp:${durableSql!.outputs.serverName},1433;Database=${durableSql!.outputs.databaseName};Authentication=Active Directory Managed Identity;User Id=${identity.outputs.clientId};Encrypt=True' : ''
  }
  azureManaged: {
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
    AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DTS_CONNECTION_STRING'
    AzureFunctionsJobHost__extensions__durableTask__hubName: 'AutocuraHub'
    DTS_CONNECTION_STRING: durableStore == 'azureManaged' ? 'Endpoint=${durableScheduler!.outputs.endpoint};Authentication=ManagedIdentity;ClientID=${identity.outputs.clientId}' : ''
  }
}

var secrets = toObject(items(secretSettings), setting => setting.key, setting => '@Microsoft.KeyVault(SecretUri=${vault.outputs.uri}secrets/${setting.value}/)')

var appSettings = union({
  Autocura__Mode: mode
  Metrics__PrometheusUrl: prometheusUrl
  Metrics__AlertmanagerUrl: alertmanagerUrl
  AzureMonitor__WorkspaceId: telemetry.outputs.workspaceId
}, storeSettings[durableStore], secrets)

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
    workspaceResourceId: telemetry.outputs.workspaceResourceId
    isPrivate: isPrivate
  }
}

module vault 'modules/key-vault.bicep' = {
  name: 'key-vault'
  params: {
    name: 'kv-${resourceName}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    workspaceResourceId: telemetry.outputs.workspaceResourceId
    isPrivate: isPrivate
  }
}

module network 'modules/network.bicep' = if (isPrivate) {
  name: 'network'
  params: {
    name: resourceName
    location: location
    tags: tags
    addressPrefix: addressPrefix
    delegation: hosting == 'Flex' ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms'
  }
}

var endpoints = [
  { group: 'blob', target: 'storage' }
  { group: 'queue', target: 'storage' }
  { group: 'table', target: 'storage' }
  { group: 'vault', target: 'vault' }
]

module privateEndpoints 'modules/private-endpoint.bicep' = [for endpoint in endpoints: if (isPrivate) {
  name: 'private-endpoint-${endpoint.group}'
  params: {
    name: resourceName
    location: location
    tags: tags
    subnetId: network!.outputs.endpointSubnetId
    targetId: endpoint.target == 'storage' ? storage.outputs.id : vault.outputs.id
    groupId: endpoint.group
    zoneName: network!.outputs.zoneNames[endpoint.group]
  }
}]

module durableSql 'modules/durable-sql.bicep' = if (durableStore == 'mssql') {
  name: 'durable-sql'
  params: {
    name: resourceName
    location: location
    tags: tags
    identityName: identity.outputs.name
    principalId: identity.outputs.principalId
    workspaceResourceId: telemetry.outputs.workspaceResourceId
  }
}

module durableScheduler 'modules/durable-scheduler.bicep' = if (durableStore == 'azureManaged') {
  name: 'durable-scheduler'
  params: {
    name: resourceName
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    sku: schedulerSku
  }
}

module prometheus 'modules/prometheus.bicep' = {
  name: 'prometheus'
  params: {
    name: resourceName
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    clusterId: hasCluster ? resourceId(aksResourceGroup, 'Microsoft.ContainerService/managedClusters', aksName) : ''
    clusterName: aksName
    webhookUrl: empty(webhookKey) ? '' : 'https://${appName}.azurewebsites.net/api/alerts/azure?code=${webhookKey}'
  }
}

module flex 'modules/function-app.bicep' = if (hosting == 'Flex') {
  name: 'function-app'
  params: {
    name: appName
    location: location
    tags: union(tags, { 'azd-service-name': 'app' })
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    insightsConnectionString: telemetry.outputs.connectionString
    workspaceResourceId: telemetry.outputs.workspaceResourceId
    alwaysReadyInstances: alwaysReadyInstances
    maximumInstances: max(40, maximumInstances)
    subnetId: isPrivate ? network!.outputs.appSubnetId : ''
    settings: appSettings
  }
  dependsOn: [privateEndpoints]
}

module premium 'modules/function-app-premium.bicep' = if (hosting != 'Flex') {
  name: 'function-app-premium'
  params: {
    name: appName
    location: location
    tags: union(tags, { 'azd-service-name': 'app' })
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageAccountName: storage.outputs.name
    insightsConnectionString: telemetry.outputs.connectionString
    workspaceResourceId: telemetry.outputs.workspaceResourceId
    minimumInstances: max(1, alwaysReadyInstances)
    maximumInstances: maximumInstances
    subnetId: isPrivate ? network!.outputs.appSubnetId : ''
    containerImage: hosting == 'Container' ? containerImage : ''
    settings: appSettings
  }
  dependsOn: [privateEndpoints]
}

module cluster 'modules/aks-access.bicep' = if (hasCluster) {
  name: 'aks-access'
  scope: resourceGroup(aksResourceGroup)
  params: {
    aksName: aksName
    principalId: identity.outputs.principalId
    kubernetesRole: aksKubernetesRole
  }
}

module budget 'modules/budget.bicep' = if (monthlyBudget > 0) {
  name: 'budget'
  params: {
    name: 'budget-${resourceName}'
    amount: monthlyBudget
    contactEmails: budgetContacts
    startDate: budgetStart
  }
}

@description('Name of the function app, for func azure functionapp publish.')
output functionAppName string = appName

@description('Where Alertmanager posts to; add ?code= and a function key.')
output alertsUrl string = 'https://${appName}.azurewebsites.net/api/alerts'

@description('Where Azure Monitor posts to; add ?code= and a function key, or give webhookKey.')
output azureAlertsUrl string = 'https://${appName}.azurewebsites.net/api/alerts/azure'

@description('Subject of the Kubernetes role bindings: the object id of the identity.')
output identityPrincipalId string = identity.outputs.principalId

@description('For the component workload-identity of infra/kubernetes.')
output identityClientId string = identity.outputs.clientId

@description('Where secrets are put: az keyvault secret set --vault-name.')
output keyVaultUri string = vault.outputs.uri

@description('Where managed Prometheus is asked, with a token of Entra ID: the app shows a fixed one (Metrics__BearerToken), so a proxy that signs in stands before it.')
output prometheusQueryUrl string = prometheus.outputs.queryUrl

@description('For az aks update --azure-monitor-workspace-resource-id.')
output monitorWorkspaceId string = prometheus.outputs.workspaceId
