using System.Text.Json.Nodes;

namespace Autocura.Embedded.Scenarios;

/// <summary>A named story: what goes wrong, where, and what is expected to be found and done about it.</summary>
public sealed record Scenario
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>The object in which the trouble shows.</summary>
    public required ScenarioTarget Target { get; init; }

    /// <summary>The cause that a diagnosis should name.</summary>
    public required string Cause { get; init; }

    /// <summary>The action that cures it; null when doing nothing is right.</summary>
    public string? Cure { get; init; }

    public required IReadOnlyList<ScenarioStep> Steps { get; init; }
}

/// <summary>Names one object by version, kind, namespace and name.</summary>
public sealed record ScenarioTarget(string ApiVersion, string Kind, string? Namespace, string Name);

/// <summary>What kind of change a step makes.</summary>
public enum ScenarioStepKind
{
    /// <summary>A JSON patch (RFC 6902) on an object that is there.</summary>
    Patch,

    /// <summary>A whole object, created or put in the place of the one that is there.</summary>
    Apply,

    /// <summary>The object goes.</summary>
    Delete,
}

/// <summary>One change to the cluster, so many seconds after the scenario began.</summary>
public sealed record ScenarioStep
{
    public double AfterSeconds { get; init; }

    public required ScenarioStepKind Kind { get; init; }

    public required ScenarioTarget On { get; init; }

    /// <summary>The operations of a patch, or the manifest to apply.</summary>
    public JsonNode? Patch { get; init; }
}
