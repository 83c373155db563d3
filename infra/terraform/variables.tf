variable "subscription_id" {
  description = "Subscription that everything is made in."
  type        = string
}

variable "name" {
  description = "Prefix of every name; small letters and digits."
  type        = string
  default     = "autocura"

  validation {
    condition     = can(regex("^[a-z0-9]{3,10}$", var.name))
    error_message = "Give 3 to 10 small letters or digits."
  }
}

variable "location" {
  description = "Region of everything. Flex Consumption is not in all of them."
  type        = string
  default     = "westeurope"
}

variable "mode" {
  description = "How free the app is to act: observe only records, suggest proposes, approve asks first, auto acts within the guardrails."
  type        = string
  default     = "observe"

  validation {
    condition     = contains(["observe", "suggest", "approve", "auto"], var.mode)
    error_message = "Give observe, suggest, approve or auto."
  }
}

variable "aks_id" {
  description = "Resource id of the AKS cluster to heal; empty for none."
  type        = string
  default     = ""
}

variable "prometheus_url" {
  description = "Base address of a Prometheus-compatible API that the app can ask. Without one nothing can be measured."
  type        = string
  default     = ""
}

variable "alertmanager_url" {
  description = "Base address of an Alertmanager, which is asked whether an alert still stands."
  type        = string
  default     = ""
}

variable "is_private" {
  description = "The app in a network of its own, storage through private endpoints only."
  type        = bool
  default     = false
}

variable "address_space" {
  description = "For is_private: a /24 is enough."
  type        = string
  default     = "10.90.0.0/24"
}

variable "webhook_key" {
  description = "Function key that Azure Monitor shows to the app. Empty: its alerts tell nobody."
  type        = string
  default     = ""
  sensitive   = true
}

variable "maximum_instances" {
  description = "Most instances the app may grow to; Flex takes no less than 40."
  type        = number
  default     = 40
}

variable "retention_days" {
  description = "Days that telemetry is kept."
  type        = number
  default     = 30
}

variable "tags" {
  description = "Tags of every resource."
  type        = map(string)
  default = {
    application = "autocura-functions"
  }
}
