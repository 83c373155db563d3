using 'main.bicep'

// azd sets AZURE_ENV_NAME and AZURE_LOCATION; az without them takes what stands beside.
param name = take(toLower(replace(readEnvironmentVariable('AZURE_ENV_NAME', 'autocura'), '-', '')), 10)
param location = readEnvironmentVariable('AZURE_LOCATION', 'westeurope')
param aksName = readEnvironmentVariable('AUTOCURA_AKS_NAME', '')
param aksResourceGroup = readEnvironmentVariable('AUTOCURA_AKS_RESOURCE_GROUP', 'my-aks-group')
param mode = 'observe'
param hosting = 'Flex'
param durableStore = 'AzureStorage'
param webhookKey = readEnvironmentVariable('AUTOCURA_WEBHOOK_KEY', '')
param prometheusUrl = ''
param alertmanagerUrl = ''
