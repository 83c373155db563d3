using Autocura.Signals.Looks;

namespace Autocura.Signals;

/// <summary>The last writers of a workload's spec, oldest first, as successive looks saw them; at most 6.</summary>
public sealed record WriterTrail(Subject Subject, IReadOnlyList<WriterLook> Writes)
{
    private const int Most = 6;

    /// <summary>The trail with the newest writer of another look, without what is older than the window.</summary>
    public WriterTrail With(WriterLook newest, DateTimeOffset now, TimeSpan window)
    {
        ArgumentNullException.ThrowIfNull(newest);
        var young = Writes.Where(write => now - write.At <= window).ToList();
        var isNews = young.Count == 0 || young[^1].Manager != newest.Manager || young[^1].At != newest.At;
        return this with { Writes = isNews && now - newest.At <= window ? [.. young.TakeLast(Most - 1), newest] : young };
    }

    /// <summary>The two managers that take the same fields from one another, and how often; null when no field changes hands again and again.</summary>
    public (string One, string Other, int Times)? Fight()
    {
        var turns = Writes.Zip(Writes.Skip(1)).Where(pair => pair.First.Manager != pair.Second.Manager && pair.First.Fields.Intersect(pair.Second.Fields).Any()).ToList();
        var managers = turns.SelectMany(pair => new[] { pair.First.Manager, pair.Second.Manager }).Distinct().Order(StringComparer.Ordinal).ToList();
        return turns.Count >= 3 && managers.Count == 2 ? (managers[0], managers[1], turns.Count) : null;
    }
}
