using Autocura.Incidents;

namespace Autocura.Planning;

/// <summary>
/// A step that was read, worked out and tried on the server (dry run) but not done. It is recorded before the step is applied, so that its inverse
/// exists even when the process dies right after the change.
/// </summary>
public sealed record PreparedStep
{
    public required string Key { get; init; }

    public required string Action { get; init; }

    public required ObjectRef Target { get; init; }

    /// <summary>Set when the step cannot be done: then nothing else is.</summary>
    public string? Refused { get; init; }

    public WriteKind Write { get; init; }

    public string Uid { get; init; } = "";

    /// <summary>Labels and annotations that the step changes and that therefore count as declared state here: "labels/team", "annotations/example.org/pause".</summary>
    public IReadOnlyList<string> Metadata { get; init; } = [];

    /// <summary>SHA-256 of the declared state the plan saw.</summary>
    public string SpecHashBefore { get; init; } = "";

    /// <summary>SHA-256 of the declared state the server would store.</summary>
    public string SpecHashAfter { get; init; } = "";

    /// <summary>The JSON Patch to apply, without preconditions; the manifest of what is created.</summary>
    public string Patch { get; init; } = "";

    /// <summary>The JSON Patch that takes it back; the manifest of what is deleted.</summary>
    public string Inverse { get; init; } = "";

    /// <summary>The step's parameters, where applying needs them.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>How long the step may be under way.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(5);

    public IReadOnlyList<string> Diff { get; init; } = [];
}
