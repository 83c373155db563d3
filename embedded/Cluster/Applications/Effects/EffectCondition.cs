using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Applications.Effects;

/// <summary>
/// A test of one value: of a flag, of a variable as the process read it when it started, of a file that it read then, or of the pod. Exactly one of the
/// first group says which; the operators that are given must all hold.
/// </summary>
internal sealed record EffectCondition
{
    /// <summary>A flag, by name.</summary>
    public string? Flag { get; init; }

    /// <summary>A variable of the environment.</summary>
    public string? Env { get; init; }

    /// <summary>A path into the pod, as a JSON pointer.</summary>
    public string? Pod { get; init; }

    /// <summary>Command and arguments, in one line.</summary>
    public bool Command { get; init; }

    /// <summary>A key of a ConfigMap or Secret that is mounted: <c>name/key</c>.</summary>
    public string? File { get; init; }

    /// <summary>On an edge: tests the pod that is called, not the one that calls.</summary>
    public bool Callee { get; init; }

    public JsonNode? Is { get; init; }

    public JsonNode? Not { get; init; }

    /// <summary>Text that the value holds somewhere.</summary>
    public string? Contains { get; init; }

    /// <summary>Text that the value does not hold.</summary>
    public string? Lacks { get; init; }

    public bool? Exists { get; init; }

    /// <summary>Whether the value is JSON or YAML that can be read.</summary>
    public bool? Parses { get; init; }
}
