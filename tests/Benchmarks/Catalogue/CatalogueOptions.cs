using Autocura.Embedded.Scenarios;
using Autocura.Support.Healing;

namespace Autocura.Benchmarks.Catalogue;

/// <summary>What is played, and where the tables go.</summary>
internal sealed record CatalogueOptions
{
    public int Seed { get; init; }

    public IReadOnlyList<string> Only { get; init; } = [];

    public double ApiErrors { get; init; }

    public bool HasSecondFault { get; init; }

    /// <summary>Every object has another name, and every quantity is another.</summary>
    public bool IsRenamed { get; init; }

    /// <summary>Every scenario is played once more while nobody does anything.</summary>
    public bool HasBaselines { get; init; }

    public string? Docs { get; init; }

    public bool Verbose { get; init; }

    public IEnumerable<Scenario> Scenarios() => ScenarioCatalog.Load().All
        .Where(scenario => Only.Count == 0 || Only.Any(part => scenario.Name.Contains(part, StringComparison.OrdinalIgnoreCase)));

    public HealSettings Settings(Scenario scenario) => new(scenario, Seed) { ApiErrors = ApiErrors, IsRenamed = IsRenamed, Beside = HasSecondFault ? SecondFor(scenario) : null };

    /// <summary>The next scenario of the same application on another object, in the order of names: no choice of ours.</summary>
    private static Scenario? SecondFor(Scenario scenario)
    {
        List<Scenario> others = [.. ScenarioCatalog.Load().All.Where(other => other.Application == scenario.Application && !other.IsControl && other.Setup.Count == 0)];
        var next = others.FindIndex(other => string.CompareOrdinal(other.Name, scenario.Name) > 0);
        return scenario.IsControl ? null : others.Skip(next < 0 ? 0 : next).Concat(others).FirstOrDefault(other => other.Target != scenario.Target && WorkloadOf(other) != WorkloadOf(scenario));
    }

    private static string WorkloadOf(Scenario scenario) => scenario.Workload ?? scenario.Target.Name;
}
