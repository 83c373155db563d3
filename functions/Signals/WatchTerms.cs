using Autocura.Signals.Training;

namespace Autocura.Signals;

/// <summary>By what a sweep looks, and at what.</summary>
public sealed record SweepTerms(SweepOptions Options, WatchScope Scope);

/// <summary>By what a scan looks, and at what.</summary>
public sealed record ScanTerms(ScanOptions Options, WatchScope Scope)
{
    /// <summary>What was learned of the services.</summary>
    public ModelTerms Models { get; init; } = ModelTerms.None;
}

/// <summary>The models that a scan holds services against.</summary>
/// <param name="Models">Those there are.</param>
/// <param name="Step">The time between two values of a row.</param>
/// <param name="Sensitivity">From which the budget of false alarms follows.</param>
public sealed record ModelTerms(IReadOnlyList<SeriesModel> Models, TimeSpan Step, double Sensitivity)
{
    public static readonly ModelTerms None = new([], TimeSpan.FromMinutes(5), Scanning.Sensitivity.Usual);

    /// <summary>Why there are fewer than there should be; empty when all could be read.</summary>
    public string Gap { get; init; } = "";
}
