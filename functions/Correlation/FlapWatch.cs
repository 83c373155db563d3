using Autocura.Incidents;

namespace Autocura.Correlation;

/// <summary>Recognises trouble that comes and goes, over the episodes of a workload, and how long it is then left alone.</summary>
public static class FlapWatch
{
    /// <summary>Rises nearer than this are one: alerts of one kind about several pods begin within an evaluation or two of each other.</summary>
    private static readonly TimeSpan OneRise = TimeSpan.FromMinutes(1);

    /// <summary>The kind of trouble that came back most often within the window, when it was often enough; null otherwise.</summary>
    public static Flapping? Of(IReadOnlyList<PastEpisode> past, IReadOnlyList<Rise> rises, CorrelationSettings settings, DateTimeOffset now) => past
        .SelectMany(episode => episode.Rises)
        .Concat(rises)
        .Where(rise => rise.At > now - settings.FlapWindow)
        .GroupBy(rise => rise.Type)
        .Select(same => (Type: same.Key, Times: Apart([.. same.Select(rise => rise.At).Order()])))
        .Where(kind => kind.Times.Count >= settings.FlapTimes)
        .OrderByDescending(kind => kind.Times.Count)
        .ThenBy(kind => kind.Type)
        .Select(kind => new Flapping(kind.Type, kind.Times.Count, kind.Times[0], settings.FlapWindow))
        .FirstOrDefault();

    /// <summary>
    /// Until when nothing is done: HoldDown after the last action, doubled for each time beyond the first that counts as flapping. Null when it does not flap,
    /// when nothing has been done yet, or when the time is over.
    /// </summary>
    public static DateTimeOffset? HeldUntil(Flapping? flapping, IReadOnlyList<PastEpisode> past, CorrelationSettings settings, DateTimeOffset now)
    {
        if (flapping is null || past.Max(episode => episode.ActedAt) is not { } acted)
        {
            return null;
        }

        var doubled = settings.HoldDown * Math.Pow(2, Math.Min(flapping.Times - settings.FlapTimes, 16));
        var until = acted + (doubled < settings.LongestHoldDown ? doubled : settings.LongestHoldDown);
        return until > now ? until : null;
    }

    /// <summary>The episode that this one opens again: one that ended within the window before, with the same kind of trouble.</summary>
    public static PastEpisode? Reopened(Incident incident, CorrelationSettings settings) => incident.Past is [var last, ..]
        && incident.OpenedAt - last.ClosedAt <= settings.Window
        && incident.Signals.Any(signal => last.Rises.Any(rise => rise.Type == signal.Type)) ? last : null;

    /// <summary>All that this one opens again, newest first: the episode before, the one that opened again, and so on.</summary>
    public static IReadOnlyList<PastEpisode> Reopening(Incident incident, CorrelationSettings settings)
    {
        var chain = new List<PastEpisode>();
        var opened = incident.OpenedAt;
        foreach (var episode in Reopened(incident, settings) is null ? [] : incident.Past)
        {
            if (opened - episode.ClosedAt > settings.Window)
            {
                break;
            }

            chain.Add(episode);
            opened = episode.OpenedAt;
        }

        return chain;
    }

    private static List<DateTimeOffset> Apart(List<DateTimeOffset> times)
    {
        var apart = new List<DateTimeOffset>();
        foreach (var time in times)
        {
            if (apart.Count == 0 || time - apart[^1] > OneRise)
            {
                apart.Add(time);
            }
        }

        return apart;
    }
}
