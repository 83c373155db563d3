output "name" {
  description = "Name of the app."
  value       = azurerm_function_app_flex_consumption.this.name
}

output "host_name" {
  description = "Where it is reached."
  value       = azurerm_function_app_flex_consumption.this.default_hostname
}
