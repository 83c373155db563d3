# The same as infra/azure, for those who keep their infrastructure in Terraform: one resource group, no key, an identity for everything.

resource "azurerm_resource_group" "this" {
  name     = "rg-${var.name}"
  location = var.location
  tags     = var.tags
}

locals {
  suffix        = substr(sha256("${var.subscription_id}/${azurerm_resource_group.this.name}"), 0, 6)
  resource_name = "${var.name}-${local.suffix}"
}

module "identity" {
  source              = "./modules/identity"
  name                = "id-${local.resource_name}"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  tags                = var.tags
}

module "network" {
  source              = "./modules/network"
  count               = var.is_private ? 1 : 0
  name                = local.resource_name
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  address_space       = var.address_space
  tags                = var.tags
}

module "monitoring" {
  source              = "./modules/monitoring"
  name                = local.resource_name
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  retention_days      = var.retention_days
  principal_id        = module.identity.principal_id
  webhook_url         = var.webhook_key == "" ? "" : "https://func-${local.resource_name}.azurewebsites.net/api/alerts/azure?code=${var.webhook_key}"
  tags                = var.tags
}

module "storage" {
  source              = "./modules/storage"
  name                = "st${var.name}${local.suffix}"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  principal_id        = module.identity.principal_id
  workspace_id        = module.monitoring.workspace_id
  endpoint_subnet_id  = var.is_private ? module.network[0].endpoint_subnet_id : ""
  private_zone_ids    = var.is_private ? module.network[0].zone_ids : {}
  tags                = var.tags
}

module "function" {
  source                     = "./modules/function"
  name                       = "func-${local.resource_name}"
  resource_group_name        = azurerm_resource_group.this.name
  location                   = var.location
  identity_id                = module.identity.id
  identity_client_id         = module.identity.client_id
  storage_account_name       = module.storage.name
  deployment_container_url   = module.storage.deployment_container_url
  insights_connection_string = module.monitoring.insights_connection_string
  workspace_id               = module.monitoring.workspace_id
  subnet_id                  = var.is_private ? module.network[0].app_subnet_id : ""
  maximum_instances          = var.maximum_instances
  tags                       = var.tags

  settings = {
    Autocura__Mode            = var.mode
    Metrics__PrometheusUrl    = var.prometheus_url
    Metrics__AlertmanagerUrl  = var.alertmanager_url
    AzureMonitor__WorkspaceId = module.monitoring.workspace_customer_id
  }
}

module "cluster_access" {
  source       = "./modules/cluster-access"
  count        = var.aks_id == "" ? 0 : 1
  aks_id       = var.aks_id
  principal_id = module.identity.principal_id
}
