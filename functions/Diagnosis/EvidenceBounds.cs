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
        evidence => evidence with { Signals = [.. evidence.Signals.TakeLast(10).Select(WithoutText)], Warnings = [.. evidence.Warnings.Take(12)] },
        evidence => evidence with { Pods = [.. evidence.Pods.Take(10).Select(pod => WithLogs(pod, 800))], Releases = [.. evidence.Releases.Take(6)] },
        evidence => evidence with { Pods = [.. evidence.Pods.Take(6).Select(pod => WithLogs(pod, 500))], Warnings = [.. evidence.Warnings.Take(6)], Signals = [.. evidence.Signals.TakeLast(3)], Services = [.. evidence.Services.Take(6)] },
        evidence => evidence with { Pods = [.. evidence.Pods.Take(4).Select(pod => WithLogs(pod, 300))], Warnings = [.. evidence.Warnings.Take(3)], Releases = [.. evidence.Releases.Take(4)] },
        evidence => evidence with { Pods = [.. evidence.Pods.Take(2).Select(pod => WithLogs(pod, 150))], Signals = [], Services = [.. evidence.Services.Take(3)] },
    ];

    private static readonly Func<SurroundingsView, SurroundingsView>[] SurroundingReductions =
    [
        view => view with { Changes = [.. view.Changes.Select(change => change with { Fields = [.. change.Fields.Take(4)] })], Configurations = [.. view.Configurations.Take(8)] },
        view => view with { Changes = [.. view.Changes.Take(10)], Nodes = [.. view.Nodes.Take(5)], Policies = [.. view.Policies.Take(6)], Experiments = [.. view.Experiments.Take(5)] },
        view => view with { Changes = [.. view.Changes.Take(6).Select(change => change with { Fields = [.. change.Fields.Take(2)] })], Configurations = [.. view.Configurations.Take(4)], Webhooks = [.. view.Webhooks.Take(2)], Quotas = [.. view.Quotas.Take(3)] },
        view => view with { Changes = [.. view.Changes.Take(4)], Configurations = [.. view.Configurations.Take(2)], Nodes = [.. view.Nodes.Take(2)], Certificates = [.. view.Certificates.Take(2)], NamespaceLabels = new Dictionary<string, string>() },
    ];

    /// <summary>The workload's own part, as small as it has to be.</summary>
    public static Evidence Fit(Evidence evidence) => Fit(evidence, Own, Reductions);

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

    private static PodView WithLogs(PodView pod, int most) => pod with
    {
        Containers = [.. pod.Containers.Select(container => container with { LastLog = End(container.LastLog, most), Log = End(container.Log, most) })],
    };

    private static string End(string log, int most) => log.Length <= most ? log : log[^most..];
}
