output "workspace_id" {
  description = "Resource id of the Log Analytics workspace."
  value       = azurerm_log_analytics_workspace.this.id
}

output "workspace_customer_id" {
  description = "By which it is queried."
  value       = azurerm_log_analytics_workspace.this.workspace_id
}

output "insights_connection_string" {
  description = "Where telemetry goes."
  value       = azurerm_application_insights.this.connection_string
  sensitive   = true
}

output "monitor_workspace_id" {
  description = "For az aks update --azure-monitor-workspace-resource-id."
  value       = azurerm_monitor_workspace.this.id
}
