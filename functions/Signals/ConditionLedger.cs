using Autocura.Alerts;

namespace Autocura.Signals;

/// <summary>
/// Keeps the conditions between looks and says what is news: one that has held for its grace is announced once, one that is gone is reported resolved, and
/// one that was not looked at stays as it was.
/// </summary>
public sealed class ConditionLedger(string cluster, string source, DateTimeOffset now)
{
    private const int MostStanding = 300;
    private const int MostSent = 500;
    private const int MostUndelivered = 500;

    private static readonly TimeSpan Remembered = TimeSpan.FromHours(2);

    /// <summary>The memory after a look, with its news in the outbox.</summary>
    /// <param name="memory">What was remembered.</param>
    /// <param name="findings">What holds now.</param>
    /// <param name="wasSeen">Whether the look would have found the condition if it still held.</param>
    public SweepMemory Settle(SweepMemory memory, IReadOnlyList<Finding> findings, Func<StandingCondition, bool> wasSeen)
    {
        var sent = memory.Sent.Where(news => now - news.At < Remembered).ToList();
        var standing = new List<StandingCondition>();
        var alerts = new List<Alert>();
        foreach (var finding in Foremost(memory, findings))
        {
            var condition = Continue(memory.Standing.FirstOrDefault(known => known.IsThatOf(finding)), finding);
            standing.Add(condition.IsAnnounced || now - condition.StartsAt < finding.Grace ? condition : Announce(condition, sent, alerts));
        }

        foreach (var known in memory.Standing.Where(known => !findings.Any(known.IsThatOf)))
        {
            if (!wasSeen(known)) standing.Add(known);
            else if (known.IsAnnounced) alerts.Add(SignalAlerts.Of(known, cluster, source, now));
        }

        return memory with
        {
            Standing = [.. standing.Take(2 * MostStanding)],
            Sent = [.. sent.OrderBy(news => news.At).TakeLast(MostSent)],
            Outbox = Undelivered(memory.Outbox, alerts),
        };
    }

    /// <summary>In a storm what stands already, then what is oldest, as many as can be remembered: the others are found again when there is room.</summary>
    private static IEnumerable<Finding> Foremost(SweepMemory memory, IReadOnlyList<Finding> findings) => findings
        .DistinctBy(finding => (finding.Observation, finding.Subject, finding.About))
        .OrderByDescending(finding => memory.Standing.Any(known => known.IsThatOf(finding)))
        .ThenBy(finding => finding.Since ?? DateTimeOffset.MaxValue)
        .Take(MostStanding);

    private StandingCondition Continue(StandingCondition? known, Finding finding) => known is null
        ? new StandingCondition(finding.Observation, finding.Subject, finding.About, finding.Since ?? now) { Detail = finding.Detail, SeenBy = finding.SeenBy }
        : known with { Detail = finding.Detail, SeenBy = finding.SeenBy, QuietSince = finding.QuietSince };

    /// <summary>The very same firing is announced once in two hours, whatever was forgotten in between.</summary>
    private StandingCondition Announce(StandingCondition condition, List<SentNews> sent, List<Alert> alerts)
    {
        var alert = SignalAlerts.Of(condition, cluster, source);
        var digest = SignalDispatch.DigestOf(alert.Fingerprint, alert.StartsAt);
        if (!sent.Exists(news => news.Digest == digest))
        {
            sent.Add(new SentNews(digest, now));
            alerts.Add(alert);
        }

        return condition with { IsAnnounced = true };
    }

    private List<SignalDispatch> Undelivered(IReadOnlyList<SignalDispatch> outbox, List<Alert> alerts)
    {
        var waiting = outbox.Where(dispatch => now - dispatch.At < Remembered).ToList();
        if (alerts.Count > 0)
        {
            waiting.Add(SignalDispatch.Of(alerts, now));
        }

        while (waiting.Count > 1 && waiting.Sum(dispatch => dispatch.Alerts.Count) > MostUndelivered)
        {
            waiting.RemoveAt(0);
        }

        return waiting;
    }
}
