variable "name" {
  description = "Name, or what names end in."
  type        = string
}

variable "resource_group_name" {
  description = "Where it is made."
  type        = string
}

variable "location" {
  description = "Region."
  type        = string
}

variable "tags" {
  description = "Tags."
  type        = map(string)
}

variable "identity_id" {
  description = "Identity of the app."
  type        = string
}

variable "identity_client_id" {
  description = "Its client id."
  type        = string
}

variable "storage_account_name" {
  description = "Storage of the host and of Durable."
  type        = string
}

variable "deployment_container_url" {
  description = "Where the package is put."
  type        = string
}

variable "insights_connection_string" {
  description = "Application Insights."
  type        = string
}

variable "workspace_id" {
  description = "Where the logs go."
  type        = string
}

variable "subnet_id" {
  description = "Subnet that the app reaches private things through; empty for none."
  type        = string
}

variable "maximum_instances" {
  description = "Most instances."
  type        = number
}

variable "settings" {
  description = "Settings of the app itself; those with an empty value are left out."
  type        = map(string)
}
