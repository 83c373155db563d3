# One identity for storage, telemetry and the cluster: it outlives the app, so role assignments survive a redeployment.
resource "azurerm_user_assigned_identity" "this" {
  name                = var.name
  resource_group_name = var.resource_group_name
  location            = var.location
  tags                = var.tags
}
