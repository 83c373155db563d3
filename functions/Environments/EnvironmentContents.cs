using System.Text.Json.Serialization;

namespace Autocura.Environments;

/// <summary>What is copied beside the workloads.</summary>
public sealed record EnvironmentContents
{
    public bool Services { get; init; } = true;

    public bool ConfigMaps { get; init; } = true;

    public SecretCopying Secrets { get; init; }
}

/// <summary>What the copy may use, and who reaches it. Null: not bounded here.</summary>
public sealed record EnvironmentBounds
{
    public int? Pods { get; init; }

    /// <summary>A Kubernetes quantity: the sum of what all pods ask for.</summary>
    public string? Cpu { get; init; }

    public string? Memory { get; init; }

    /// <summary>Nothing from outside of the namespace reaches the copy.</summary>
    public bool NoTraffic { get; init; } = true;

    /// <summary>The copy reaches nothing outside of its namespace but DNS.</summary>
    public bool ClosedEgress { get; init; }
}

/// <summary>One entry of a ConfigMap.</summary>
public sealed record ConfigChange(string ConfigMap, string Key, string Value);

/// <summary>What becomes of the Secrets that the workloads use.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SecretCopying>))]
public enum SecretCopying
{
    /// <summary>They are not copied: a workload that cannot run without one is refused.</summary>
    None,

    /// <summary>The copy has the same content.</summary>
    Copy,

    /// <summary>The copy has the same keys, with random values of the same lengths.</summary>
    Generated,
}

/// <summary>What happens when the change has passed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PromotionMode>))]
public enum PromotionMode
{
    Manual,
    Automatic,
    Never,
}
