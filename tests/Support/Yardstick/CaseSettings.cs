using Autocura.Embedded.Scenarios;
using Autocura.Support.Catalogue;

namespace Autocura.Support.Yardstick;

/// <summary>One play of a scenario: what chance it is given, and whether unrelated changes are made beside the fault.</summary>
internal sealed record CaseSettings(Scenario Scenario, int Seed)
{
    private static readonly TimeSpan ShortestHealth = TimeSpan.FromMinutes(10);

    /// <summary>Two unrelated changes are made around the time of the fault.</summary>
    public bool HasRedHerrings { get; init; }

    /// <summary>How the same play is looked at: each view is a diagnosis of its own.</summary>
    public IReadOnlyList<View> Views { get; init; } = [View.Hidden];

    /// <summary>Another seed has another load, installs the application at another hour of the week, and breaks it at another moment.</summary>
    internal StageSettings Stage => new()
    {
        Seed = 7 + Seed,
        InstalledAt = new ManualTime().GetUtcNow() + TimeSpan.FromHours(Seed * 37 % 168) + TimeSpan.FromMinutes(Seed * 23 % 60),
        IsServed = true,
    };

    /// <summary>How long the application is healthy and watched before the fault.</summary>
    internal TimeSpan Healthy => ShortestHealth + TimeSpan.FromSeconds(Seed * 41 % 300);
}
