// The function app on a Premium plan, from a package or from a container image: for networks and images that Flex Consumption does not take, and always warm.
param name string
param location string
param tags object
param identityId string
param identityClientId string
param storageAccountName string
param insightsConnectionString string
param workspaceResourceId string
param minimumInstances int
param maximumInstances int

@description('Subnet that the app reaches private things through; empty for none.')
param subnetId string

@description('Image such as myregistry.azurecr.io/autocura-cognitiva/functions:1.2.3, pulled with the identity. Empty: the app comes as a package.')
param containerImage string

@description('Settings of the app itself; those with an empty value are left out.')
param settings object

var platformSettings = {
  AzureWebJobsStorage__accountName: storageAccountName
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  FUNCTIONS_EXTENSION_VERSION: '~4'
  FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  AZURE_CLIENT_ID: identityClientId
  AzureWebJobsDisableHomepage: 'true'
}

// A package is run from a blob, so that every instance has the same; an image is already that.
var packageSettings = empty(containerImage) ? { WEBSITE_RUN_FROM_PACKAGE: '1' } : { WEBSITES_ENABLE_APP_SERVICE_STORAGE: 'false' }
var given = toObject(filter(items(settings), setting => !empty(setting.value)), setting => setting.key, setting => setting.value)
var allSettings = union(platformSettings, packageSettings, given)

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'elastic'
  sku: {
    tier: 'ElasticPremium'
    name: 'EP1'
  }
  properties: {
    reserved: true
    maximumElasticWorkerCount: maximumInstances
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: empty(containerImage) ? 'functionapp,linux' : 'functionapp,linux,container'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    vnetRouteAllEnabled: !empty(subnetId)
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      linuxFxVersion: empty(containerImage) ? 'DOTNET-ISOLATED|10.0' : 'DOCKER|${containerImage}'
      acrUseManagedIdentityCreds: !empty(containerImage)
      acrUserManagedIdentityID: empty(containerImage) ? null : identityClientId
      minimumElasticInstanceCount: minimumInstances
      // Durable watches its queues from the scale controller, also those behind a private endpoint.
      functionsRuntimeScaleMonitoringEnabled: !empty(subnetId)
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      healthCheckPath: '/healthz'
      appSettings: map(items(allSettings), setting => {
        name: setting.key
        value: setting.value
      })
    }
  }
}

resource noFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceResourceId
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output name string = app.name
output hostName string = app.properties.defaultHostName
