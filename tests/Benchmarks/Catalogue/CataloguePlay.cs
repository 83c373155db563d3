using Autocura.Embedded.Scenarios;
using Autocura.Incidents;
using Autocura.Support.Healing;

namespace Autocura.Benchmarks.Catalogue;

/// <summary>One scenario as it was left to the system, and, where asked for, as it goes when nobody does anything, and when all that anybody does is to restart.</summary>
internal sealed record CataloguePlay(HealResult Result, HealResult? Alone, HealResult? Restarted)
{
    public static async Task<CataloguePlay> RunAsync(CatalogueOptions options, Scenario scenario)
    {
        var settings = options.Settings(scenario);
        var result = await HealRun.RunAsync(settings);
        var alone = options.HasBaselines && !scenario.IsControl ? await HealRun.RunAsync(settings with { Mode = OperatingMode.Observe }) : null;
        var restarted = options.HasBaselines && !scenario.IsControl ? await HealRun.RunAsync(settings with { RestartsOnly = true }) : null;
        return new CataloguePlay(result, alone, restarted);
    }

    /// <summary>Whether it is one of those that must be healed.</summary>
    public bool IsFixable => Result.Scenario.Fix is Fix.Yes or Fix.FromSnapshot;

    /// <summary>How it went, in a word or two.</summary>
    public string Verdict => Result switch
    {
        { Scenario.IsControl: true, Mutations.Count: 0 } => "untouched",
        { Scenario.IsControl: true } => "TOUCHED",
        { IsResolved: true, Approvals: > 0 } => "resolved, approved",
        { IsResolved: true } => "resolved",
        { IsWellByItself: true } => "well by itself",
        { Incidents.Count: 0 } => "unnoticed",
        { IsHandedOver: true } => "handed over",
        _ => "unresolved",
    };

    public bool IsFailure => Result.Scenario.IsControl ? Result.Mutations.Count > 0 : IsFixable && !Result.IsResolved;

    /// <summary>What each incident said, for who wants to know why.</summary>
    public string Story()
    {
        var lines = new List<string> { $"  the oracle: {Result.Verdict}" };
        foreach (var incident in Result.Incidents)
        {
            lines.Add($"  {incident}");
            lines.AddRange(incident.Status.Timeline.Select(entry => $"    {entry.At:HH:mm:ss} {entry.Phase} {entry.Message}"));
        }

        lines.AddRange(Result.Mutations.Select(mutation => $"  did {mutation}"));
        return string.Join('\n', lines);
    }
}
