using Autocura.Incidents;

namespace Autocura.Diagnosis.Surroundings;

/// <summary>An admission webhook that sees pods of the namespace.</summary>
public sealed record WebhookView(ObjectRef Ref, bool IsMutating, bool FailsClosed, DateTimeOffset ChangedAt);
