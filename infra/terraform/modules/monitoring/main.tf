# Log Analytics and Application Insights, which accept telemetry from identities only; managed Prometheus; and alerts that are posted to the app.
resource "azurerm_log_analytics_workspace" "this" {
  name                = "log-${var.name}"
  resource_group_name = var.resource_group_name
  location            = var.location
  sku                 = "PerGB2018"
  retention_in_days   = var.retention_days
  tags                = var.tags
}

resource "azurerm_application_insights" "this" {
  name                          = "appi-${var.name}"
  resource_group_name           = var.resource_group_name
  location                      = var.location
  application_type              = "web"
  workspace_id                  = azurerm_log_analytics_workspace.this.id
  local_authentication_disabled = true
  tags                          = var.tags
}

resource "azurerm_role_assignment" "publisher" {
  scope                = azurerm_application_insights.this.id
  role_definition_name = "Monitoring Metrics Publisher"
  principal_id         = var.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_monitor_workspace" "this" {
  name                = "amw-${var.name}"
  resource_group_name = var.resource_group_name
  location            = var.location
  tags                = var.tags
}

resource "azurerm_role_assignment" "reader" {
  scope                = azurerm_monitor_workspace.this.id
  role_definition_name = "Monitoring Data Reader"
  principal_id         = var.principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_monitor_action_group" "this" {
  count               = nonsensitive(var.webhook_url == "") ? 0 : 1
  name                = "ag-${var.name}"
  resource_group_name = var.resource_group_name
  short_name          = "autocura"
  tags                = var.tags

  webhook_receiver {
    name                    = "autocura"
    service_uri             = var.webhook_url
    use_common_alert_schema = true
  }
}
