namespace Autocura.Signals.Training;

/// <summary>The settings under <c>Autocura:Training:</c>: by which history models of series are trained, and how often.</summary>
public sealed record TrainingOptions
{
    /// <summary>Time between two trainings; a minute to a week.</summary>
    public TimeSpan UpdateInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How much of its past a series is trained on: a week has all days and nights.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(7);

    /// <summary>The time between two values.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    internal IEnumerable<string> Problems()
    {
        if (UpdateInterval < TimeSpan.FromMinutes(1) || UpdateInterval > TimeSpan.FromDays(7)) yield return $"Autocura:Training:UpdateInterval is {UpdateInterval}; use 00:01:00 to 7.00:00:00.";
        if (Step < TimeSpan.FromSeconds(15) || Step > TimeSpan.FromHours(1)) yield return $"Autocura:Training:Step is {Step}; use 00:00:15 to 01:00:00.";
        else if (History < 80 * Step || History > 10_000 * Step) yield return $"Autocura:Training:History is {History}; use 80 to 10000 times Autocura:Training:Step.";
    }
}
