variable "subscription_id" {
  description = "Subscription of the state."
  type        = string
}

variable "location" {
  description = "Region."
  type        = string
  default     = "westeurope"
}

variable "account_name" {
  description = "Name of the storage account: unique in the world, 3 to 24 small letters and digits."
  type        = string
}

variable "administrators" {
  description = "Object ids of those who may plan and apply."
  type        = set(string)
}
