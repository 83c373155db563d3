output "app_subnet_id" {
  description = "For the app."
  value       = azurerm_subnet.app.id
}

output "endpoint_subnet_id" {
  description = "For private endpoints."
  value       = azurerm_subnet.endpoints.id
}

output "zone_ids" {
  description = "Private DNS zones by service."
  value       = { for service, zone in azurerm_private_dns_zone.this : service => zone.id }
}
