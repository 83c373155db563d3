using Autocura.Alerts;
using Autocura.Diagnosis.Measurements;
using Autocura.Diagnosis.Rules.Capacity;

namespace Autocura.Diagnosis;

/// <summary>What is plainly to be seen of the trouble, before anybody asks why: what the rules have in common.</summary>
internal static class Symptoms
{
    /// <summary>The usual objective is 99 to 99.9 %; a service that fails more often than 1 in 20 is not well by any of them.</summary>
    public const double PlainlyFailing = 0.05;

    /// <summary>What resolvers of different languages say of a name that they cannot resolve.</summary>
    public static readonly IReadOnlyList<string> UnresolvedName =
        ["no such host", "name or service not known", "nxdomain", "enotfound", "could not resolve", "temporary failure in name resolution", "unknownhostexception"];

    // A series that moved by this many of its own interquartile ranges did not do so by chance.
    private const double PlainShift = 3;

    // Programs differ in what they need from hour to hour by tens of percent, not by this.
    private const double PlainRise = 3;

    // What programs say of another that does not answer, or not in time.
    private static readonly string[] Unreached =
        ["connection refused", "i/o timeout", "connection reset", "unavailable", "deadline exceeded", "econnrefused", "no healthy", "broken pipe", "timed out", "no route to host", "no such host"];

    // A new release, or a change, up to this long before the alert may still be its trigger: alerts wait, up to 15 minutes in common rules.
    private static readonly TimeSpan LookBack = TimeSpan.FromHours(1);

    /// <summary>The series of that signal; null when it is not known.</summary>
    public static SeriesView? Series(this Evidence evidence, string signal) => evidence.Measurements?.Series.FirstOrDefault(series => series.Signal == signal);

    /// <summary>Many requests fail.</summary>
    public static bool Fails(this Evidence evidence) => evidence.ErrorRatio >= PlainlyFailing || evidence.Rose(Signal.ErrorRatio, 2);

    /// <summary>Answers take much longer than before.</summary>
    public static bool IsSlow(this Evidence evidence) => evidence.Rose(Signal.LatencyP95, 1.5);

    /// <summary>Requests hardly come any more.</summary>
    public static bool IsDeserted(this Evidence evidence) => evidence.Series(Signal.RequestRate) is { Before: > 0 } rate && rate.Shift <= -PlainShift && rate.After <= rate.Before / 4;

    /// <summary>The signal rose to at least that many times what it was.</summary>
    public static bool Rose(this Evidence evidence, string signal, double times) =>
        evidence.Series(signal) is { Shift: >= PlainShift } series && series.After >= (series.Before ?? 0) * times;

    /// <summary>Replicas are wanted, all of them are ready, and none ended since shortly before the trouble.</summary>
    public static bool PodsAreWell(this Evidence evidence) =>
        evidence.State is { Replicas: > 0 } state && state.ReadyReplicas >= state.Replicas && evidence.Pods.Count > 0
        && evidence.Pods.All(pod => pod.Ready && pod.Containers.All(container => container.Waiting is null && !(container.LastEndAt >= evidence.Onset - TimeSpan.FromMinutes(5))));

    /// <summary>
    /// Memory or CPU that it uses, where that is several times what it was and no load explains it; null otherwise. Nobody may suffer yet: whoever watches would not call it well.
    /// </summary>
    public static SeriesView? Strain(this Evidence evidence) => evidence.Rose(Signal.RequestRate, PlainRise)
        ? null
        : new[] { Signal.Memory, Signal.Cpu }.Where(signal => evidence.Rose(signal, PlainRise)).Select(evidence.Series).FirstOrDefault();

    /// <summary>True when an alert that has not been reported resolved names that pod: whoever wrote the rule waits no longer for it.</summary>
    public static bool IsAlertedOf(this Evidence evidence, PodView pod) => evidence.Signals
        .GroupBy(signal => signal.Alert.Fingerprint)
        .Any(group => group.Last().Alert is { Status: AlertStatus.Firing } alert && alert.Label("pod") == pod.Name);

    /// <summary>True where the trouble is seen in the traffic: requests fail, are slow, or stay away.</summary>
    public static bool HasTrafficTrouble(this Evidence evidence) => evidence.Fails() || evidence.IsSlow() || evidence.IsDeserted();

    /// <summary>Requests were measured, all of them after that time, and neither they nor the pods suffer: whatever was changed then, nothing that is measured shows it.</summary>
    public static bool IsServedAsUsualSince(this Evidence evidence, DateTimeOffset? change) =>
        evidence is { RequestRate: > 0, Measurements: not null } && change <= evidence.CollectedAt - evidence.MeasuredOver
        && evidence.PodsAreWell() && !evidence.HasTrafficTrouble() && evidence.Strain() is null;

    /// <summary>
    /// What the traffic says about a cause that leaves the pods running and hurts requests: for it when requests suffer and the pods are well.
    /// </summary>
    public static IEnumerable<Clue> TrafficClues(this Evidence evidence)
    {
        if (evidence.HasTrafficTrouble())
        {
            yield return evidence.PodsAreWell()
                ? new Clue($"every pod is ready, and yet {Trouble(evidence)}", Likelihood.Substantial)
                : new Clue(Trouble(evidence), Likelihood.Slight);
        }
        else if (evidence.RequestRate > 0 && evidence.WasMeasuredSince(null))
        {
            yield return new Clue($"requests are served as usual ({evidence.ErrorRatio ?? 0:0.0%} fail)", -Likelihood.Substantial);
        }
    }

    /// <summary>Its pods are well, its load did not grow, and it is not held back: who is slow all the same waits for another, or was released so, which the release's own rule weighs.</summary>
    public static bool IsAtALoss(this Evidence evidence) =>
        evidence.PodsAreWell() && evidence.Surge() is null && !(evidence.Series(Signal.CpuThrottling) is { After: >= 0.25 });

    /// <summary>The traffic's trouble in words.</summary>
    public static string Trouble(this Evidence evidence) => evidence switch
    {
        _ when evidence.ErrorRatio >= PlainlyFailing => $"{evidence.ErrorRatio:0%} of the requests fail",
        _ when evidence.Rose(Signal.ErrorRatio, 2) => $"requests fail more often ({evidence.Series(Signal.ErrorRatio)!.Before:0.0%} before, {evidence.Series(Signal.ErrorRatio)!.After:0.0%} now)",
        _ when evidence.IsDeserted() => $"requests stay away ({evidence.Series(Signal.RequestRate)!.Before:0.0} a second before, {evidence.Series(Signal.RequestRate)!.After:0.0} now)",
        _ when evidence.IsSlow() => $"answers take longer (p95 {evidence.Series(Signal.LatencyP95)!.Before:0.00} s before, {evidence.Series(Signal.LatencyP95)!.After:0.00} s now)",
        _ => "requests are served as usual",
    };

    // More failures, more waiting, fewer requests, more restarts: other series move for good reasons too.
    private static bool IsSymptom(SeriesView series) => series.Signal switch
    {
        Signal.ErrorRatio or Signal.LatencyP95 or Signal.Restarts => series.Shift >= PlainShift,
        Signal.RequestRate => series.Shift <= -PlainShift,
        _ => false,
    };

    /// <summary>
    /// When the trouble was first to be seen anywhere: the start of an alert, the first pod that never became ready, or the change of a series, whichever
    /// came first within the hour before the alert.
    /// </summary>
    public static DateTimeOffset FirstSymptomAt(this Evidence evidence)
    {
        var earliest = evidence.Onset - LookBack;
        var pods = evidence.Pods.Where(pod => !pod.Ready).Select(pod => pod.CreatedAt);
        var series = (evidence.Measurements?.Series ?? []).Where(IsSymptom).Select(one => one.ChangedAt).OfType<DateTimeOffset>();
        return pods.Concat(series).Where(at => at >= earliest && at < evidence.Onset).Append(evidence.Onset).Min();
    }

    /// <summary>All that the containers' logs say, those kept outside of the cluster included, in lower case.</summary>
    public static string Logs(this Evidence evidence) => string
        .Join('\n', evidence.Pods.SelectMany(pod => pod.Containers).Select(container => $"{container.LastLog}\n{container.Log}\n{container.WaitingMessage}").Concat(evidence.ExternalLogs))
        .ToLowerInvariant();

    /// <summary>The first of the words that the logs contain; null when none.</summary>
    public static string? FirstInLogs(this Evidence evidence, IReadOnlyList<string> words)
    {
        var logs = evidence.Logs();
        return words.FirstOrDefault(logs.Contains);
    }

    /// <summary>The word of trouble in a line of the logs that names that host; null when no line complains of it.</summary>
    public static string? ComplaintOf(this Evidence evidence, string host) => evidence.Logs()
        .Split('\n')
        .Where(line => Names(line, host))
        .Select(line => Array.Find(Unreached, line.Contains))
        .FirstOrDefault(word => word is not null);

    // As a word of its own: "cart" is not named by "cart-db" or "shopping.cart2".
    private static bool Names(string line, string host)
    {
        for (var at = line.IndexOf(host, StringComparison.OrdinalIgnoreCase); at >= 0; at = line.IndexOf(host, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + host.Length;
            if ((at == 0 || !IsPartOfName(line[at - 1])) && (end == line.Length || !IsPartOfName(line[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPartOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '-' or '_';

    /// <summary>The newest warning whose message contains one of the words, in any case.</summary>
    public static EventView? Warning(this Evidence evidence, params ReadOnlySpan<string> words)
    {
        foreach (var warning in evidence.Warnings)
        {
            foreach (var word in words)
            {
                if (warning.Message.Contains(word, StringComparison.OrdinalIgnoreCase) || warning.Reason == word)
                {
                    return warning;
                }
            }
        }

        return null;
    }
}
