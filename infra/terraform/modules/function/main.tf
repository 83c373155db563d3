# The function app on a Flex Consumption plan.
resource "azurerm_service_plan" "this" {
  name                = "plan-${var.name}"
  resource_group_name = var.resource_group_name
  location            = var.location
  os_type             = "Linux"
  sku_name            = "FC1"
  tags                = var.tags
}

resource "azurerm_function_app_flex_consumption" "this" {
  name                = var.name
  resource_group_name = var.resource_group_name
  location            = var.location
  service_plan_id     = azurerm_service_plan.this.id
  tags                = var.tags

  storage_container_type            = "blobContainer"
  storage_container_endpoint        = var.deployment_container_url
  storage_authentication_type       = "UserAssignedIdentity"
  storage_user_assigned_identity_id = var.identity_id
  runtime_name                      = "dotnet-isolated"
  runtime_version                   = "10.0"
  instance_memory_in_mb             = 2048
  maximum_instance_count            = var.maximum_instances
  https_only                        = true
  virtual_network_subnet_id         = var.subnet_id == "" ? null : var.subnet_id

  webdeploy_publish_basic_authentication_enabled = false

  always_ready {
    name           = "http"
    instance_count = 1
  }

  always_ready {
    name           = "durable"
    instance_count = 1
  }

  identity {
    type         = "UserAssigned"
    identity_ids = [var.identity_id]
  }

  site_config {
    minimum_tls_version                    = "1.2"
    http2_enabled                          = true
    application_insights_connection_string = var.insights_connection_string
  }

  app_settings = merge(
    {
      AzureWebJobsStorage__accountName          = var.storage_account_name
      AzureWebJobsStorage__credential           = "managedidentity"
      AzureWebJobsStorage__clientId             = var.identity_client_id
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING = "ClientId=${var.identity_client_id};Authorization=AAD"
      AZURE_CLIENT_ID                           = var.identity_client_id
      AzureWebJobsDisableHomepage               = "true"
    },
    { for setting, value in var.settings : setting => value if value != "" }
  )
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  name                       = "to-workspace"
  target_resource_id         = azurerm_function_app_flex_consumption.this.id
  log_analytics_workspace_id = var.workspace_id

  enabled_log {
    category = "FunctionAppLogs"
  }
}
