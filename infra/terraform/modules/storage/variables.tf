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

variable "principal_id" {
  description = "Who reads and writes."
  type        = string
}

variable "workspace_id" {
  description = "Where is told who did."
  type        = string
}

variable "endpoint_subnet_id" {
  description = "Subnet of the private endpoints; empty: reached from everywhere, by identity."
  type        = string
}

variable "private_zone_ids" {
  description = "Private DNS zones by service: blob, queue, table."
  type        = map(string)
}
