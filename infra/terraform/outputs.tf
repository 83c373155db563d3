output "function_app_name" {
  description = "For func azure functionapp publish."
  value       = module.function.name
}

output "alerts_url" {
  description = "Where Alertmanager posts to; add ?code= and a function key."
  value       = "https://${module.function.host_name}/api/alerts"
}

output "azure_alerts_url" {
  description = "Where Azure Monitor posts to; add ?code= and a function key, or give webhook_key."
  value       = "https://${module.function.host_name}/api/alerts/azure"
}

output "identity_principal_id" {
  description = "Subject of the Kubernetes role bindings."
  value       = module.identity.principal_id
}
