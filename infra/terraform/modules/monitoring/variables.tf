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

variable "retention_days" {
  description = "Days that telemetry is kept."
  type        = number
}

variable "principal_id" {
  description = "Who publishes telemetry and reads metrics."
  type        = string
}

variable "webhook_url" {
  description = "Where alerts are posted to, key included; empty for no action group."
  type        = string
  sensitive   = true
}
