using Autocura.Alerts;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Rules.Traffic;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.Diagnosis.Rules;

/// <summary>
/// The workload is well, or is simply starting. Acting on a healthy workload is a fault of its own, so this is weighed like every other cause; it takes
/// positive signs of health, because seeing no fault is not seeing health.
/// </summary>
internal sealed class NothingWrongRule : IDiagnosisRule
{
    // Ready for this long is more than a crash loop stays up between two crashes of a container that dies at once (back-off 10 to 300 s).
    private static readonly TimeSpan ReadyLongEnough = TimeSpan.FromMinutes(1);
    // An end more recent than this may repeat: the back-off of a crash loop never exceeds five minutes.
    private static readonly TimeSpan RecentEnd = TimeSpan.FromMinutes(5);

    public string Cause => Diagnosis.Cause.NothingWrong;

    public IEnumerable<Hypothesis> Consider(Evidence evidence)
    {
        if (evidence.State is not { } state)
        {
            return [];
        }

        var starting = Startup.IsStarting(evidence);
        return
        [
            new Hypothesis
            {
                Cause = Cause,
                Headline = starting
                    ? $"{evidence.Workload.Name} is still starting, and nothing has failed."
                    : $"{evidence.Workload.Name} runs as it is declared; nothing needs to be done.",
                Clues =
                [
                    RolloutClue(evidence, state, starting),
                    .. PodClues(evidence),
                    .. ServiceClues(evidence, state, starting),
                    .. starting ? [] : SignalClues(evidence),
                    .. AroundClues(evidence).Concat(evidence.ForeseenClues(-Likelihood.Strong)),
                    .. starting ? [] : evidence.WrittenBeforeClues(),
                    .. QuietClues(evidence),
                ],
            },
        ];
    }

    private static Clue RolloutClue(Evidence evidence, WorkloadView state, bool starting) => (state.IsSettled, starting) switch
    {
        (true, _) when state.Replicas > 0 || state.ScaledBy is not null => new Clue($"all {state.Replicas} replicas are up to date and available", Likelihood.Substantial),
        (true, _) => new Clue("no replicas are wanted", -Likelihood.Slight),
        (_, true) when evidence.Pods.FirstOrDefault(pod => !pod.Ready && evidence.IsAlertedOf(pod)) is { } late =>
            new Clue($"{late.Name} has only just started ({Startup.Oldest(evidence).TotalSeconds:0} s ago), and an alert is about it all the same", -Likelihood.Slight),
        (_, true) => new Clue($"the pods that are not ready have only just started: the oldest {Startup.Oldest(evidence).TotalSeconds:0} s ago", Likelihood.Strong),
        _ => new Clue($"{state.AvailableReplicas} of {state.Replicas} replicas are available", -Likelihood.Decisive),
    };

    private static IEnumerable<Clue> PodClues(Evidence evidence)
    {
        var ended = evidence.Pods.SelectMany(pod => pod.Containers).Where(container => container.LastEndAt > evidence.CollectedAt - RecentEnd).ToList();
        if (ended.Count > 0)
        {
            yield return new Clue($"{ended[0].Name} ended within the last {RecentEnd.TotalMinutes:0} minutes", -Likelihood.Strong);
        }
        else if (evidence.Pods.Count > 0 && evidence.Pods.All(pod => pod.ReadySince <= evidence.CollectedAt - ReadyLongEnough))
        {
            yield return new Clue($"every pod has been ready for more than {ReadyLongEnough.TotalSeconds:0} s", Likelihood.Substantial);
        }

        if (evidence.Misses(EvidencePart.Pods))
        {
            yield return new Clue("the pods could not be read", -Likelihood.Strong);
        }
    }

    private static IEnumerable<Clue> ServiceClues(Evidence evidence, WorkloadView state, bool starting)
    {
        if (evidence.Services.FirstOrDefault(service => service.ReadyEndpoints == 0) is { } empty && !starting)
        {
            yield return new Clue($"Service {empty.Name} has no ready endpoint", state.ScaledBy is null ? -Likelihood.Decisive : -Likelihood.Slight);
        }
        else if (evidence.Services.Count > 0 && !starting)
        {
            yield return new Clue("every Service has ready endpoints", Likelihood.Slight);
        }

        if (evidence.HasTrafficTrouble())
        {
            // Requests that plainly fail are what "wrong" means; slower or fewer ones may have a good reason.
            yield return new Clue(evidence.Trouble(), evidence.Fails() ? -Likelihood.Decisive : -Likelihood.Strong);
        }
        else if (evidence.Strain() is { } strain)
        {
            yield return new Clue($"its {strain.Signal} rose to {strain.After / Math.Max(strain.Before ?? 0, double.Epsilon):0} times what it was", -Likelihood.Substantial) { Field = strain.Signal, At = strain.ChangedAt };
        }
        else if (evidence.ErrorRatio is { } ratio && evidence.WasMeasuredSince(null))
        {
            yield return new Clue($"requests are served ({ratio:0.0%} fail)", Likelihood.Substantial);
        }
    }

    // What runs as it is declared may still hang on something that does not.
    private static IEnumerable<Clue> AroundClues(Evidence evidence)
    {
        if (evidence.Surroundings?.Experiments.FirstOrDefault(one => one is { IsRunning: true, Hits: not ExperimentHit.ControlPlane }) is { } experiment)
        {
            yield return new Clue($"{experiment.Ref} is running against it", -Likelihood.Substantial) { SeenOn = experiment.Ref };
        }

        if (Lead.In(evidence) is [var lead, ..])
        {
            yield return new Clue($"{lead.Neighbour.Workload.Name} next to it may be in trouble: {lead.Clues[0].Text}", lead.Weight > Likelihood.Slight ? -Likelihood.Substantial : -Likelihood.Slight)
            { SeenOn = lead.Neighbour.Workload.Target() };
        }
    }

    // Trouble comes of a change and shows in numbers. Where both are watched and neither is seen, an alert is likely to be a false one.
    private static IEnumerable<Clue> QuietClues(Evidence evidence)
    {
        if (evidence.Surroundings is { LastHealthyAt: { } healthy, Changes.Count: 0 } && evidence.Releases.All(release => release.CreatedAt < healthy))
        {
            yield return new Clue($"nothing near it has changed since all was well at {healthy:HH:mm:ss} UTC", Likelihood.Slight) { At = healthy };
        }

        if (evidence.Series(Signal.ErrorRatio) is { Points: > 0 } && evidence.Series(Signal.LatencyP95) is { Points: > 0 } && evidence is { Measurements.Suspects.Count: 0 } && !evidence.HasTrafficTrouble() && evidence.Strain() is null)
        {
            yield return new Clue("neither its numbers nor those of its neighbours have moved", Likelihood.Slight);
        }
    }

    private static IEnumerable<Clue> SignalClues(Evidence evidence)
    {
        if (evidence.Signals.Count == 0)
        {
            yield break;
        }

        // The last word on each alert counts: it may have been resolved and fired again. That one still fires says little, as
        // every incident begins so and "resolved" comes minutes late.
        var firing = evidence.Signals
            .GroupBy(signal => signal.Alert.Fingerprint)
            .Count(group => group.Last().Alert.Status == AlertStatus.Firing);
        yield return firing == 0
            ? new Clue("every alert has been reported resolved", Likelihood.Strong)
            : new Clue($"{firing} alerts have not been reported resolved", -Likelihood.Slight);
    }
}
