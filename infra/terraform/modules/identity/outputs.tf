output "id" {
  description = "Resource id."
  value       = azurerm_user_assigned_identity.this.id
}

output "client_id" {
  description = "By which Azure.Identity chooses it."
  value       = azurerm_user_assigned_identity.this.client_id
}

output "principal_id" {
  description = "By which roles are given to it."
  value       = azurerm_user_assigned_identity.this.principal_id
}
