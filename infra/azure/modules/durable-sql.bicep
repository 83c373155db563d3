// Durable's state in Azure SQL: for those who back up a database already. Sign-in is by Entra ID alone, and the app's identity is the administrator of this
// server, which holds nothing else: the provider makes its own schema.
param name string
param location string
param tags object
param identityName string
param principalId string
param workspaceResourceId string

resource server 'Microsoft.Sql/servers@2023-08-01-preview' = {
  name: 'sql-${name}'
  location: location
  tags: tags
  properties: {
    minimalTlsVersion: '1.2'
    publicNetworkAccess: 'Enabled'
    administrators: {
      administratorType: 'ActiveDirectory'
      principalType: 'Application'
      azureADOnlyAuthentication: true
      login: identityName
      sid: principalId
      tenantId: subscription().tenantId
    }
  }
}

// Services of Azure; whoever comes must still sign in.
resource fromAzure 'Microsoft.Sql/servers/firewallRules@2023-08-01-preview' = {
  parent: server
  name: 'AllowAllWindowsAzureIps'
  properties: {
    startIpAddress: '0.0.0.0'
    endIpAddress: '0.0.0.0'
  }
}

resource database 'Microsoft.Sql/servers/databases@2023-08-01-preview' = {
  parent: server
  name: 'DurableDB'
  location: location
  tags: tags
  sku: {
    name: 'GP_S_Gen5_1'
    tier: 'GeneralPurpose'
  }
  properties: {
    // Timers of the app look every 15 seconds: it would never pause, so it is not told to.
    autoPauseDelay: -1
    minCapacity: json('0.5')
    // The provider compares names of tasks in this order.
    collation: 'Latin1_General_100_BIN2_UTF8'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: database
  properties: {
    workspaceId: workspaceResourceId
    logs: [{ categoryGroup: 'allLogs', enabled: true }]
    metrics: [{ category: 'Basic', enabled: true }]
  }
}

output serverName string = server.properties.fullyQualifiedDomainName
output databaseName string = database.name
