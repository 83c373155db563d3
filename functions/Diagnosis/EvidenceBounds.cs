using System.Text.Json;
using Autocura.Diagnosis.Surroundings;
using Autocura.Incidents;

namespace Autocura.Diagnosis;

/// <summary>
/// Keeps evidence so small that an incident's history stays short: what is missed least goes first. Counts (pods in all, nodes in all) are of the whole.
/// </summary>
public static class EvidenceBounds
{
    /// <summary>Characters of JSON that the workload's own part may have.</summary>
    public const int Own = 10 * 1024;

    /// <summary>Characters of JSON that the objects around it may have.</summary>
    public const int Around = 6 * 1024;

    /// <summary>Characters of JSON that a diagnosis may have.</summary>
    public const int Answer = 8 * 1024;

    private static readonly Func<Evidence, Evidence>[] Reductions =
    [
        evidence => WithPastReleasesInShort(evidence) with { Signals = [.. evidence.Signals.TakeLast(10).Select(WithoutText)], Warnings = [.. evidence.Warnings.Take(12)] },
        evidence => evidence with { Pods = [.. evidence.Pods.Take(10).Select(pod => WithLogs(pod, 800))], Releases = [.. evidence.Releases.Take(6)], ExternalLogs = ShortLines(evidence, 8), Scraped = [.. evidence.Scraped.Take(12)] },
        evidence => evidence with { Pods = [.. evidence.Pods.Take(6).Select(pod => WithLogs(pod, 500))], Warnings = [.. evidence.Warnings.Take(6)], Signals = [.. evidence.Signals.TakeLast(3)], Services = [.. evidence.Services.Take(6)], ExternalLogs = ShortLines(evidence, 4), Scraped = [.. evidence.Scraped.Take(6)] },
        evidence => evidence with { Pods = [.. evidence.Pods.Take(4).Select(pod => WithLogs(pod, 300))], Warnings = [.. evidence.Warnings.Take(3)], Releases = [.. evidence.Releases.Take(4)] },
        evidence => evidence with { Pods = [.. evidence.Pods.Take(2).Select(pod => WithLogs(pod, 150))], Signals = [], Services = [.. evidence.Services.Take(3)], ExternalLogs = ShortLines(evidence, 2) },
        evidence => WithFewContainers(evidence with { Releases = [.. evidence.Releases.Take(3).Select(release => WithChanges(release, 8))], Gaps = [.. evidence.Gaps.Take(5)] }, most: 4),
        evidence => WithFewContainers(evidence with { Pods = [.. evidence.Pods.Select(pod => WithLogs(pod, 0))], Services = [.. evidence.Services.Take(1)], Warnings = [.. evidence.Warnings.Take(2)], ExternalLogs = [], Scraped = [] }, most: 2),
    ];

    private static readonly Func<SurroundingsView, SurroundingsView>[] SurroundingReductions =
    [
        view => view with { Changes = [.. view.Changes.Select(change => change with { Fields = [.. change.Fields.Take(4)] })], Configurations = [.. view.Configurations.Take(8)] },
        view => view with { Changes = [.. view.Changes.Take(10)], Nodes = [.. view.Nodes.Take(5)], Policies = [.. view.Policies.Take(6)], Experiments = [.. view.Experiments.Take(5)], ExperimentsNearby = [.. view.ExperimentsNearby.Take(3)] },
        view => view with { Changes = [.. view.Changes.Take(6).Select(change => change with { Fields = [.. change.Fields.Take(2)] })], Configurations = [.. view.Configurations.Take(4)], Webhooks = [.. view.Webhooks.Take(2)], Quotas = [.. view.Quotas.Take(3)] },
        view => view with { Changes = [.. view.Changes.Take(4)], Configurations = [.. view.Configurations.Take(2)], Nodes = [.. view.Nodes.Take(2)], Certificates = [.. view.Certificates.Take(2)], NamespaceLabels = new Dictionary<string, string>() },
        view => view with { Claims = [.. view.Claims.Take(3)], Policies = [.. view.Policies.Take(3)], Experiments = [.. view.Experiments.Take(3)], ExperimentsNearby = [.. view.ExperimentsNearby.Take(1)], Preemptions = [.. view.Preemptions.Take(1)], StrayServices = [.. view.StrayServices.Take(2)] },
        view => view with { Changes = [.. view.Changes.Take(2).Select(change => change with { Fields = [.. change.Fields.Take(1)] })], Policies = [.. view.Policies.Take(1)], Experiments = [.. view.Experiments.Take(1)], ExperimentsNearby = [], Claims = [.. view.Claims.Take(1)], Webhooks = [.. view.Webhooks.Take(1)] },
    ];

    /// <summary>The workload's own part, as small as it has to be.</summary>
    public static Evidence Fit(Evidence evidence, int most = Own) => Fit(evidence, Math.Min(most, Own), Reductions);

    /// <summary>What is around it, as small as it has to be: the closest and newest stays.</summary>
    public static SurroundingsReading Fit(SurroundingsReading reading) => reading with { View = Fit(reading.View, Around, SurroundingReductions) };

    /// <summary>A diagnosis with the hypotheses that count and their strongest clues.</summary>
    public static RankedHypotheses Fit(RankedHypotheses diagnosis) => Fit(diagnosis, Answer,
    [
        one => Head(one, hypotheses: 10, clues: 8),
        one => Head(one, hypotheses: 6, clues: 6),
        one => Head(one, hypotheses: 4, clues: 4),
        one => Head(one, hypotheses: 2, clues: 3),
    ]);

    /// <summary>What planning and review need of it: no logs, nothing of what is around. Which alerts belong to it they know from the incident.</summary>
    public static Evidence Outline(Evidence evidence) => evidence with
    {
        Pods = [.. evidence.Pods.Take(5).Select(pod => WithLogs(pod, 0))],
        Releases = [.. evidence.Releases.Take(3).Select(release => release with { Changes = [] })],
        Warnings = [],
        Signals = [],
        ExternalLogs = [],
        Scraped = [],
        Surroundings = null,
        Neighbours = [],
        Measurements = null,
    };

    private static T Fit<T>(T whole, int most, IReadOnlyList<Func<T, T>> reductions)
    {
        var fitted = whole;
        foreach (var reduce in reductions)
        {
            if (JsonSerializer.Serialize(fitted).Length <= most)
            {
                break;
            }

            fitted = reduce(fitted);
        }

        return fitted;
    }

    private static RankedHypotheses Head(RankedHypotheses diagnosis, int hypotheses, int clues) => diagnosis with
    {
        Hypotheses = [.. diagnosis.Hypotheses.Take(hypotheses).Select(hypothesis => hypothesis with { Clues = [.. hypothesis.Clues.Take(clues)] })],
    };

    // What an alert's author wrote for people is not evidence.
    private static AlertSignal WithoutText(AlertSignal signal) => signal with { Alert = signal.Alert with { Annotations = new Dictionary<string, string>() } };

    // Of a release that is over only what runs in it is asked: whether to go back to it, and how much it was given.
    private static Evidence WithPastReleasesInShort(Evidence evidence)
    {
        var current = evidence.Current();
        return evidence with
        {
            Releases = [.. evidence.Releases.Select(release => release with
            {
                Changes = release == current ? release.Changes : [],
                Containers = [.. release.Containers.Select(InShort)],
            })],
        };
    }

    private static ReleaseView WithChanges(ReleaseView release, int most) => release with { Changes = [.. release.Changes.Take(most)] };

    private static Evidence WithFewContainers(Evidence evidence, int most)
    {
        var names = evidence.Pods.SelectMany(pod => pod.Containers.Where(container => !container.Ready)).Select(container => container.Name).ToHashSet();
        return evidence with
        {
            State = evidence.State is { } state ? state with { Containers = Few(state.Containers, container => names.Contains(container.Name), most) } : null,
            Releases = [.. evidence.Releases.Select(release => release with { Containers = Few(release.Containers, container => names.Contains(container.Name), most) })],
            Pods = [.. evidence.Pods.Select(pod => pod with { Containers = Few(pod.Containers, container => !container.Ready, most) })],
        };
    }

    // Those in trouble first; the order is kept otherwise.
    private static IReadOnlyList<T> Few<T>(IReadOnlyList<T> containers, Func<T, bool> isTroubled, int most) => [.. containers.OrderByDescending(isTroubled).Take(most)];

    private static ContainerView InShort(ContainerView container) =>
        new(container.Name, container.Image, container.MemoryLimit, container.MemoryRequest, []) { IsInit = container.IsInit, CpuLimit = container.CpuLimit, CpuRequest = container.CpuRequest };

    private static PodView WithLogs(PodView pod, int most) => pod with
    {
        Containers = [.. pod.Containers.Select(container => container with { LastLog = End(container.LastLog, most), Log = End(container.Log, most) })],
    };

    // Newest first, and each line's beginning says most.
    private static IReadOnlyList<string> ShortLines(Evidence evidence, int most) => [.. evidence.ExternalLogs.Take(most).Select(line => line.Length <= 160 ? line : line[..160])];

    private static string End(string log, int most) => log.Length <= most ? log : log[^most..];
}
