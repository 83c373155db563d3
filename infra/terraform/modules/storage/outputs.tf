output "name" {
  description = "For AzureWebJobsStorage__accountName."
  value       = azurerm_storage_account.this.name
}

output "deployment_container_url" {
  description = "Where the package is put."
  value       = "${azurerm_storage_account.this.primary_blob_endpoint}${azurerm_storage_container.deployment.name}"
}
