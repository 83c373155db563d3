namespace Autocura.Planning.Foresight;

/// <summary>
/// What is to be expected of a candidate, from its simulated futures. Times are seconds from the moment it is carried out until the application is measured to be well;
/// losses are minutes of service per user until a person would have looked.
/// </summary>
public sealed record Forecast
{
    public required int Iterations { get; init; }

    /// <summary>Share of the futures in which it recovers.</summary>
    public required double Recovers { get; init; }

    /// <summary>Share of the futures in which users lose more than if nothing were done.</summary>
    public required double Worsens { get; init; }

    /// <summary>Of the futures that recover: one in ten is faster than this.</summary>
    public double? FastSeconds { get; init; }

    public double? MedianSeconds { get; init; }

    /// <summary>Of the futures that recover: one in ten is slower than this.</summary>
    public double? SlowSeconds { get; init; }

    public required double LostMinutes { get; init; }

    /// <summary>What users lose while nothing is done.</summary>
    public required double LostOtherwise { get; init; }

    /// <summary>Pods that are started for it.</summary>
    public required int PodsStarted { get; init; }

    /// <inheritdoc />
    public override string ToString() =>
        $"recovers in {Recovers:0%} of {Iterations} simulated futures{(MedianSeconds is { } median ? $", then after {median:0} s ({FastSeconds:0} to {SlowSeconds:0} s)" : "")}, worsens in {Worsens:0%}";
}
