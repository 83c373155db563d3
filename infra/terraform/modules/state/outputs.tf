output "storage_account_name" {
  description = "For backend.hcl."
  value       = azurerm_storage_account.state.name
}
