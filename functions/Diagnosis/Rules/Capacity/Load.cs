using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules.Capacity;

/// <summary>What the rules for too little capacity say about the load: how much comes, when it came, and what else explains it.</summary>
internal static class Load
{
    // Autoscalers usually aim at 70 % use, which leaves room for 1 / 0.7 = 1.4 times the load: this is more than a usual headroom takes.
    private const double MoreThanHeadroom = 1.5;

    // Both series are read at scrapes and in windows: changes within this are at the same time.
    private static readonly TimeSpan Blur = TimeSpan.FromSeconds(60);

    /// <summary>The rate of requests, when it rose by more than a usual headroom takes; null otherwise.</summary>
    public static SeriesView? Surge(this Evidence evidence) => evidence.Rose(Signal.RequestRate, MoreThanHeadroom) ? evidence.Series(Signal.RequestRate) : null;

    /// <summary>How many times as many requests come as before; 1 when nothing is known.</summary>
    public static double SurgeFactor(this SeriesView surge) => surge is { Before: > 0, After: { } after } ? after / surge.Before.Value : 1;

    /// <summary>"requests rose from 20 to 75 a second".</summary>
    public static string InWords(this SeriesView surge) => $"requests rose from {surge.Before ?? 0:0.#} to {surge.After ?? 0:0.#} a second";

    /// <summary>What suffered, and whether it did so after the load rose, or before: then the requests are retries of what failed.</summary>
    public static IEnumerable<Clue> OrderClues(this Evidence evidence, SeriesView surge)
    {
        var suffered = new[] { Signal.ErrorRatio, Signal.LatencyP95 }.Select(evidence.Series).Where(series => series is { Shift: > 0, ChangedAt: not null }).MinBy(series => series!.ChangedAt);
        if (suffered is null || surge.ChangedAt is not { } rose)
        {
            yield break;
        }

        var lead = suffered.ChangedAt!.Value - rose;
        var what = suffered.Signal == Signal.ErrorRatio ? "failures" : "slow answers";
        yield return (lead >= Blur
            ? new Clue($"the load rose {Timing.Span(lead)} before the {what} began", Likelihood.Substantial)
            : lead > -Blur
                ? new Clue($"the load rose as the {what} began", Likelihood.Slight)
                : new Clue($"the load rose {Timing.Span(-lead)} after the {what} began: requests that failed are sent again", -Likelihood.Decisive)) with
        { Field = Signal.RequestRate, At = rose };
    }

    /// <summary>Experiments that run explain any want of CPU, memory or time by themselves.</summary>
    public static IEnumerable<Clue> ExperimentClues(this Evidence evidence) =>
        evidence.Surroundings?.Experiments.FirstOrDefault(experiment => experiment is { IsRunning: true, Hits: not ExperimentHit.ControlPlane }) is { } running
            ? [new Clue($"{running.Ref} runs ({running.Action}), and explains it", -Likelihood.Strong) { SeenOn = running.Ref, At = running.Since }]
            : [];

    /// <summary>Replicas for the load, in one step: what the load asks for, and no more than Kubernetes' own autoscaler adds at once by default (twice as many, or four more).</summary>
    public static int ReplicasFor(int replicas, double factor) =>
        (int)Math.Min(Math.Ceiling(replicas * Math.Max(factor, 1)), Math.Max(replicas * 2, replicas + 4));
}
