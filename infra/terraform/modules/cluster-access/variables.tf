variable "aks_id" {
  description = "Resource id of the cluster."
  type        = string
}

variable "principal_id" {
  description = "Who may fetch a kubeconfig."
  type        = string
}
