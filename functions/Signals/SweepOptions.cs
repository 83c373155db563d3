namespace Autocura.Signals;

/// <summary>
/// The settings under <c>Autocura:Sweep:</c>: how long each condition must hold before it is reported, and what a sweep may cost.
/// </summary>
public sealed record SweepOptions
{
    /// <summary>Time between two looks, in steps of 15 s.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a pod may take to start before it is expected to be ready; its own startup probe may allow it more.</summary>
    public TimeSpan StartGrace { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a pod that is old enough must have been not ready.</summary>
    public TimeSpan NotReadyFor { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long an image must have failed to be pulled: a registry has its moments.</summary>
    public TimeSpan ImageGrace { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a pod must have waited for a node: an autoscaler may be bringing one.</summary>
    public TimeSpan ScheduleGrace { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long anything else must have held.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an autoscaler must have been at its end, or blind.</summary>
    public TimeSpan AutoscalerGrace { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Restarts of one container within <see cref="RestartWindow"/> that count as rising.</summary>
    public int Restarts { get; init; } = 3;

    /// <summary>How far back restarts, kills for memory and rival writers are remembered.</summary>
    public TimeSpan RestartWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often every pod and every other object is looked at; in between, workloads and what is in trouble.</summary>
    public TimeSpan FullEvery { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long one run may read before it stops, to go on where it was with the next.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Objects that an API server is asked for at a time.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>Every setting that is wrong: which, and what it may be.</summary>
    internal IEnumerable<string> Problems()
    {
        foreach (var (name, value) in new[]
        {
            (nameof(StartGrace), StartGrace), (nameof(NotReadyFor), NotReadyFor), (nameof(ImageGrace), ImageGrace), (nameof(ScheduleGrace), ScheduleGrace),
            (nameof(Grace), Grace), (nameof(AutoscalerGrace), AutoscalerGrace), (nameof(FullEvery), FullEvery),
        })
        {
            if (value < TimeSpan.Zero || value > TimeSpan.FromHours(1)) yield return $"Autocura:Sweep:{name} is {value}; use 00:00:00 to 01:00:00.";
        }

        if (Every < TimeSpan.FromSeconds(15) || Every > TimeSpan.FromHours(1)) yield return $"Autocura:Sweep:Every is {Every}; use 00:00:15 to 01:00:00.";
        if (Restarts is < 1 or > 100) yield return $"Autocura:Sweep:Restarts is {Restarts}; use 1 to 100.";
        if (RestartWindow < TimeSpan.FromMinutes(1) || RestartWindow > TimeSpan.FromHours(2)) yield return $"Autocura:Sweep:RestartWindow is {RestartWindow}; use 00:01:00 to 02:00:00.";
        if (PageSize is < 50 or > 5_000) yield return $"Autocura:Sweep:PageSize is {PageSize}; use 50 to 5000.";
        if (Budget < TimeSpan.FromSeconds(1) || Budget > TimeSpan.FromMinutes(5)) yield return $"Autocura:Sweep:Budget is {Budget}; use 00:00:01 to 00:05:00.";
    }
}
