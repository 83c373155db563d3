using System.Collections.Frozen;

namespace Autocura.Architecture;

internal enum Layer
{
    Reasoning,
    World,
    Orchestrations,
    Activities,
    Triggers,
}

/// <summary>The folders of functions/, and for the reasoning ones their order: an earlier folder never sees a later one.</summary>
internal sealed record Folder(string Name, Layer Layer, int Order)
{
    private static readonly string[][] ReasoningOrder =
    [
        ["Statistics"], ["Incidents", "Alerts"], ["Signals"], ["Forecasting"], ["Diagnosis"], ["Correlation"], ["Policies"], ["Planning"], ["Guardrails"], ["Verification"], ["Environments"],
    ];

    private static readonly FrozenDictionary<string, Folder> ByName = All().ToFrozenDictionary(folder => folder.Name);

    public static IEnumerable<string> Reasoning => ReasoningOrder.SelectMany(names => names);

    /// <summary>The folder of a path such as functions/Planning/Planner.cs; null for a file that lies in none.</summary>
    /// <exception cref="InvalidOperationException">The folder is not in the plan.</exception>
    public static Folder? Of(string path)
    {
        var parts = path.Split('/');
        if (parts is not ["functions", var name, _, ..])
        {
            return null;
        }

        return ByName.GetValueOrDefault(name)
            ?? throw new InvalidOperationException($"functions/{name} is not among the folders of docs/architecture.md: give it a place there and in {nameof(Folder)}.");
    }

    private static IEnumerable<Folder> All() =>
        ReasoningOrder.SelectMany((names, order) => names.Select(name => new Folder(name, Layer.Reasoning, order)))
            .Concat(new[] { "Cluster", "Metrics", "Remediation", "Notifications", "LanguageModels", "Ledger", "Dashboard", "KnownGood", "Reports", "Settings", "Telemetry" }.Select(name => new Folder(name, Layer.World, 0)))
            .Append(new Folder("Orchestrations", Layer.Orchestrations, 0))
            .Append(new Folder("Activities", Layer.Activities, 0))
            .Append(new Folder("Triggers", Layer.Triggers, 0));
}
