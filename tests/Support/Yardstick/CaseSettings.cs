using Autocura.Embedded.Scenarios;
using Autocura.Support.Catalogue;
using Autocura.Support.Yardstick.Renaming;

namespace Autocura.Support.Yardstick;

/// <summary>One play of a scenario: what chance it is given, and whether unrelated changes are made beside the fault.</summary>
internal sealed record CaseSettings(Scenario Scenario, int Seed)
{
    private static readonly TimeSpan ShortestHealth = TimeSpan.FromMinutes(10);

    /// <summary>Two unrelated changes are made around the time of the fault.</summary>
    public bool HasRedHerrings { get; init; }

    /// <summary>Every object has another name, and every quantity is another.</summary>
    public bool IsRenamed { get; init; }

    /// <summary>The evidence of all workloads of the application is kept, and not only of those that were looked at.</summary>
    public bool ReadsAll { get; init; }

    /// <summary>How the same play is looked at: each view is a diagnosis of its own.</summary>
    public IReadOnlyList<View> Views { get; init; } = [View.Hidden];

    /// <summary>Another seed has another load, installs the application at another hour of the week, and breaks it at another moment.</summary>
    internal StageSettings Stage
    {
        get
        {
            var settings = new StageSettings
            {
                Seed = Simulated(Seed),
                InstalledAt = new ManualTime().GetUtcNow() + TimeSpan.FromHours(Seed * 37 % 168) + TimeSpan.FromMinutes(Seed * 23 % 60),
                IsServed = true,
            };
            return IsRenamed ? settings with { World = Names.World } : settings;
        }
    }

    /// <summary>The seed that a cluster is given for that of a case.</summary>
    internal static int Simulated(int seed) => 7 + seed;

    /// <summary>The scenario as it is played.</summary>
    internal Scenario Played => IsRenamed ? Names.Scenario(Scenario.Name) : Scenario;

    private RenamedCatalogue Names => RenamedCatalogue.Of(Seed);

    /// <summary>What is accepted as right, in the names of the play.</summary>
    internal IReadOnlyList<Fault> Accepted()
    {
        IReadOnlyList<Fault> beside = AcceptedAnswers.Beside(Scenario.Name);
        return IsRenamed ? [.. beside.Select(Names.Renamed)] : beside;
    }

    /// <summary>How long the application is healthy and watched before the fault.</summary>
    internal TimeSpan Healthy => ShortestHealth + TimeSpan.FromSeconds(Seed * 41 % 300);
}
