using System.Text.Json.Nodes;

namespace Autocura.Embedded.Scenarios;

/// <summary>What kind of change a step makes.</summary>
public enum ScenarioStepKind
{
    /// <summary>A JSON patch (RFC 6902) on an object that is there.</summary>
    Patch,

    /// <summary>A merge patch (RFC 7386).</summary>
    Merge,

    /// <summary>A strategic merge patch, for built-in kinds.</summary>
    Strategic,

    /// <summary>A merge patch on the JSON text in one field (a configuration file in a ConfigMap), as an editor would make it.</summary>
    Document,

    /// <summary>A whole object, created or put in the place of the one that is there.</summary>
    Apply,

    /// <summary>The object goes.</summary>
    Delete,

    /// <summary>The object goes and comes back changed by a JSON patch: a new object, that has no history.</summary>
    Recreate,

    /// <summary>What <c>kubectl rollout restart</c> does to a workload.</summary>
    Restart,

    /// <summary>What <c>kubectl rollout undo</c> does to a Deployment: its template is again that of the revision before.</summary>
    Undo,
}

/// <summary>One change to the cluster, so many seconds after the scenario began.</summary>
public sealed record ScenarioStep
{
    public double AfterSeconds { get; init; }

    public required ScenarioStepKind Kind { get; init; }

    /// <summary>The object that is changed; left out where a manifest names it.</summary>
    public ScenarioTarget? On { get; init; }

    /// <summary>The JSON pointer of the field that holds a document.</summary>
    public string? Path { get; init; }

    /// <summary>The operations of a JSON patch, or the document of the others.</summary>
    public JsonNode? Patch { get; init; }

    /// <summary>The object to apply.</summary>
    public JsonObject? Manifest { get; init; }

    /// <summary>Who makes it, where that tells something; otherwise a developer with kubectl.</summary>
    public ScenarioAuthor? By { get; init; }
}

/// <summary>Who writes: the user, and the field manager that the object's own record will name.</summary>
public sealed record ScenarioAuthor(string User, string Manager);
