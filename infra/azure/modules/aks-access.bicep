// Lets the identity fetch a kubeconfig of a cluster that is already there. What it may do inside is Kubernetes RBAC (infra/kubernetes/rbac);
// a cluster with Azure RBAC for Kubernetes may be given a built-in role besides, which covers no custom resource.
param aksName string
param principalId string

@allowed(['None', 'Reader', 'Writer'])
param kubernetesRole string

var clusterUser = '4abbcc35-e782-43d8-92c5-2d3f1bd2253f'
var kubernetesRoles = {
  None: ''
  Reader: '7f6c6a51-bcf8-42ba-9220-52d62157d7db'
  Writer: 'a7ffa36f-339b-4b5c-8bdf-e2c188b2c0eb'
}

resource aks 'Microsoft.ContainerService/managedClusters@2024-09-01' existing = {
  name: aksName
}

resource user 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(aks.id, principalId, clusterUser)
  scope: aks
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', clusterUser)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource inside 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (kubernetesRole != 'None') {
  name: guid(aks.id, principalId, kubernetesRole)
  scope: aks
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', kubernetesRoles[kubernetesRole])
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}
