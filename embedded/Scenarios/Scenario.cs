using System.Text.Json.Serialization;

namespace Autocura.Embedded.Scenarios;

/// <summary>
/// A named story on one application: what is done to it, which alerts tell of it, what healthy means, and which writes make it healthy again. A control is a
/// story in which the right act is none.
/// </summary>
public sealed record Scenario
{
    /// <summary>Also the name of its file.</summary>
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    /// <summary>The rows of public suites that this story replays; none for one of our own.</summary>
    public IReadOnlyList<CatalogueRow> Catalogue { get; init; } = [];

    /// <summary>What it is played on.</summary>
    public required string Application { get; init; }

    /// <summary>The object that is at fault.</summary>
    public required ScenarioTarget Target { get; init; }

    /// <summary>The workload in which the trouble shows, where it has another name than the target.</summary>
    public string? Workload { get; init; }

    /// <summary>The cause that a diagnosis should name.</summary>
    public required string Cause { get; init; }

    /// <summary>The action that cures it; null when there is none yet, or when doing nothing is right.</summary>
    public string? Cure { get; init; }

    /// <summary>The alerts that tell of it, by the names the suite gives them; none where it names none.</summary>
    public IReadOnlyList<string> Alerts { get; init; } = [];

    /// <summary>What the suite has in place before the fault.</summary>
    public IReadOnlyList<ScenarioStep> Setup { get; init; } = [];

    /// <summary>The injection.</summary>
    public required IReadOnlyList<ScenarioStep> Steps { get; init; }

    public SymptomDefinition Symptom { get; init; } = new();

    public OracleDefinition Oracle { get; init; } = new();

    /// <summary>The mitigation that the suite expects; none for a control.</summary>
    public IReadOnlyList<ScenarioStep> Remedy { get; init; } = [];

    /// <summary>Whether the right act is none.</summary>
    [JsonIgnore]
    public bool IsControl => Oracle.Untouched;

    /// <summary>What it takes to fix it: the hardest of its rows. One of our own is written so that the objects say how.</summary>
    [JsonIgnore]
    public Fix Fix => IsControl ? Fix.Control : Catalogue.Select(row => row.Fix).DefaultIfEmpty(Fix.Yes).Max();

    /// <summary>All writes, in the order in which they are made.</summary>
    [JsonIgnore]
    internal IEnumerable<ScenarioStep> AllSteps => [.. Setup, .. Steps, .. Remedy];
}

/// <summary>A row of a public suite: the suite's name, the suite's own identifier, and what it takes to fix it through the Kubernetes API alone.</summary>
public sealed record CatalogueRow(string Suite, string Id, Fix Fix)
{
    /// <inheritdoc />
    public override string ToString() => $"{Suite} {Id}";
}

/// <summary>What it takes to fix a fault by one who has only the Kubernetes API.</summary>
public enum Fix
{
    /// <summary>The cluster's own objects say how.</summary>
    Yes,

    /// <summary>Only with a copy of the object from before the fault.</summary>
    FromSnapshot,

    /// <summary>In part, or at a cost that a person must agree to.</summary>
    Partly,

    /// <summary>Not by objects alone.</summary>
    No,

    /// <summary>There is nothing to be fixed.</summary>
    Control,
}

/// <summary>How long the trouble may take to show, and how long it then stays if nobody acts.</summary>
public sealed record SymptomDefinition
{
    public double WithinSeconds { get; init; } = 120;

    public double ForSeconds { get; init; } = 60;
}
