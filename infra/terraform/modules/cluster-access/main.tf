# Lets the identity fetch a kubeconfig. What it may do inside is Kubernetes RBAC (infra/kubernetes/rbac).
resource "azurerm_role_assignment" "user" {
  scope                = var.aks_id
  role_definition_name = "Azure Kubernetes Service Cluster User Role"
  principal_id         = var.principal_id
  principal_type       = "ServicePrincipal"
}
