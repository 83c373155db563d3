// Managed Prometheus: a workspace, the rules on workloads that matter most, and an action group that posts alerts to the app. Which cluster sends its metrics here
// is said once: az aks update --enable-azure-monitor-metrics --azure-monitor-workspace-resource-id <workspaceId>.
param name string
param location string
param tags object
param principalId string

@description('Resource id of the cluster that the rules are about.')
param clusterId string
param clusterName string

@description('Where alerts are posted to, key included. Empty: no action group, and the rules tell nobody.')
@secure()
param webhookUrl string

var monitoringDataReader = 'b0d8363b-8ddd-447d-831f-62ca05bff136'

resource workspace 'Microsoft.Monitor/accounts@2023-04-03' = {
  name: 'amw-${name}'
  location: location
  tags: tags
}

resource reader 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(workspace.id, principalId, monitoringDataReader)
  scope: workspace
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringDataReader)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource toApp 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(webhookUrl)) {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'autocura'
    enabled: true
    webhookReceivers: [
      {
        name: 'autocura'
        serviceUri: webhookUrl
        useCommonAlertSchema: true
      }
    ]
  }
}

var actions = empty(webhookUrl) ? [] : [{ actionGroupId: toApp.id }]

// As in infra/monitoring/rules.yaml and sre-rules.yaml, where each has its tests.
var rules = [
  {
    alert: 'KubePodCrashLooping'
    expression: 'max by (namespace, pod, container) (max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m])) >= 1'
    for: 'PT5M'
    severity: 2
  }
  {
    alert: 'KubePodNotReady'
    expression: 'max by (namespace, pod) (kube_pod_status_ready{condition="true"}) == 0 unless on (namespace, pod) max by (namespace, pod) (kube_pod_status_phase{phase="Succeeded"}) == 1'
    for: 'PT10M'
    severity: 2
  }
  {
    alert: 'KubeDeploymentRolloutStuck'
    expression: 'max by (namespace, deployment) (kube_deployment_status_condition{condition="Progressing",status="false"}) == 1'
    for: 'PT5M'
    severity: 1
  }
  {
    alert: 'PodRestartLoop'
    expression: 'sum by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total[10m])) > 3'
    for: 'PT0M'
    severity: 1
  }
]

resource ruleGroup 'Microsoft.AlertsManagement/prometheusRuleGroups@2023-03-01' = if (!empty(clusterId)) {
  name: 'autocura-workloads'
  location: location
  tags: tags
  properties: {
    enabled: true
    interval: 'PT1M'
    clusterName: clusterName
    scopes: [workspace.id, clusterId]
    rules: [for rule in rules: {
      alert: rule.alert
      expression: rule.expression
      for: rule.for
      severity: rule.severity
      enabled: true
      resolveConfiguration: {
        autoResolved: true
        timeToResolve: 'PT5M'
      }
      actions: actions
    }]
  }
}

output workspaceId string = workspace.id
output queryUrl string = workspace.properties.metrics.prometheusQueryEndpoint
