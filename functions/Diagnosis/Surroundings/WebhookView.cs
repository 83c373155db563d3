using Autocura.Incidents;

namespace Autocura.Diagnosis.Surroundings;

/// <summary>An admission webhook that sees pods of the namespace.</summary>
public sealed record WebhookView(ObjectRef Ref, bool IsMutating, bool FailsClosed, DateTimeOffset ChangedAt)
{
    /// <summary>True when a warning about the workload complains of one of its webhooks by name.</summary>
    public bool IsBlamed { get; init; }
}
