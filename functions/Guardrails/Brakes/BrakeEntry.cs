using System.Text.Json.Serialization;

namespace Autocura.Guardrails.Brakes;

/// <summary>One plan that was allowed to act: what it spends of the budgets, and what came of it.</summary>
public sealed record BrakeEntry
{
    /// <summary>Who acts: the holder of the locks. The same one never spends twice for one plan.</summary>
    public required string Holder { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The incident's record.</summary>
    public required string Incident { get; init; }

    /// <summary>What its steps change, each as "Kind namespace/name", one for every step.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>The namespace of every step; empty for what lies in none.</summary>
    public required IReadOnlyList<string> Namespaces { get; init; }

    public BrakeResult Result { get; init; }

    /// <summary>When it was settled; null while it acts.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>When it can have acted last: steps follow the taking of their share, by minutes when a host dies meanwhile.</summary>
    [JsonIgnore]
    public DateTimeOffset LastAt => SettledAt ?? At;

    /// <summary>True for the one that was let through to see whether the breaker may close.</summary>
    public bool IsProbe { get; init; }

    public static BrakeEntry Of(BrakeOrder order, DateTimeOffset now) => new()
    {
        Holder = order.Holder,
        At = now,
        Incident = order.Incident,
        Targets = [.. order.Targets.Select(target => target.ToString())],
        Namespaces = [.. order.Targets.Select(target => target.Namespace)],
    };
}

/// <summary>What came of a plan, as far as the brakes are concerned.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BrakeResult>))]
public enum BrakeResult
{
    /// <summary>It acts, or whoever acted never came back.</summary>
    Open,

    Helped,

    Failed,

    /// <summary>Nobody can tell.</summary>
    Unknown,
}
