using Autocura.Metrics.Training;
using Autocura.Signals;
using Autocura.Signals.Scanning;
using Autocura.Signals.Series;
using Autocura.Signals.Training;

namespace Autocura.Metrics.Scan;

/// <summary>
/// Has the combined detector listen to what services did in the last days: at once to those that have moved by half of what the scan asks for, or are in known trouble, and to all others in turn, so
/// that what is slow is seen too. One question for each signal, whatever the number of services; at most <see cref="MostServices"/> of them in a round.
/// </summary>
/// <param name="questions">To whom.</param>
/// <param name="terms">The thresholds, and the budget of false alarms.</param>
/// <param name="now">The moment of the scan.</param>
internal sealed class SeriesScan(ScanQuestions questions, ScanTerms terms, DateTimeOffset now)
{
    /// <summary>Services that are listened to in one round.</summary>
    public const int MostServices = 50;

    private const int MostInTurn = 40;

    // A source answers with so many points of a series at most, and more would not tell more.
    private const int MostPoints = 2000;

    /// <summary>All have their turn in this time, where there are not too many.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMinutes(15);

    /// <summary>For so long a trouble stands of which nothing is measured.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(30);

    private readonly TimeSpan step = TimeSpan.FromTicks(Math.Max(terms.Models.Step.Ticks, terms.Options.History.Ticks / MostPoints));

    /// <summary>What is out of line and to somebody's harm, in episodes that the detector told of.</summary>
    public async Task<IReadOnlyList<Finding>> FindAsync(IReadOnlyList<ServiceNow> services, IReadOnlyDictionary<Suspicion, StandingCondition> known)
    {
        var chosen = terms.Options.History == TimeSpan.Zero ? [] : Chosen(services, known.Keys);
        if (chosen.Count == 0) return [];
        var replay = new SeriesReplay(step, terms.Options.History);
        var series = await ServiceSeries.ReadAsync(questions, template => questions.Queries.Of(template, chosen.Keys), (replay.BeginOf(now), now, step));
        var threshold = FalseAlarmBudget.Of(terms.Models.Sensitivity).RarityAt(step);
        return
        [
            .. from one in series
               let service = chosen.GetValueOrDefault(new ServiceName(one.Key.Namespace, one.Key.Service))
               where service is not null
               let finding = FindingOf(one.Key, service, (one.Value, replay.Episodes(one.Value, threshold)), (known, replay.Rest))
               where finding is not null
               select finding,
        ];
    }

    /// <summary>Those in known trouble, those that have moved, and those whose turn it is.</summary>
    private Dictionary<ServiceName, ServiceNow> Chosen(IReadOnlyList<ServiceNow> services, IEnumerable<Suspicion> known)
    {
        var half = ModelDeviation.Halved(terms.Options);
        var inTrouble = known.Select(suspicion => suspicion.Service).ToHashSet();
        var all = services.OrderBy(service => service.Name.Namespace, StringComparer.Ordinal).ThenBy(service => service.Name.Service, StringComparer.Ordinal).ToList();
        var rounds = Math.Max((int)(Turn / terms.Options.Every), (all.Count + MostInTurn - 1) / MostInTurn);
        var turn = (int)(now.UtcTicks / terms.Options.Every.Ticks % Math.Max(1, rounds));
        return all
            .Select((service, index) => (Service: service, Urgency: inTrouble.Contains(service.Name) ? 2 : Suspicion.Of(service, half).Any() ? 1 : index % Math.Max(1, rounds) == turn ? 0 : -1))
            .Where(one => one.Urgency >= 0)
            .OrderByDescending(one => one.Urgency)
            .Take(MostServices)
            .ToDictionary(one => one.Service.Name, one => one.Service);
    }

    /// <summary>An episode is worth a word while it counts as told, or as long as the trouble that was announced in it goes on: that is until it is half as far as what begins one, else it would come and go.</summary>
    private Finding? FindingOf(
        SeriesKey key, ServiceNow service, (IReadOnlyList<SeriesPoint> Points, IReadOnlyList<SeriesEpisode> Episodes) past, (IReadOnlyDictionary<Suspicion, StandingCondition> Known, TimeSpan For) told)
    {
        var standing = told.Known.Where(one => one.Key.Service == service.Name).ToDictionary(one => one.Key.Observation, one => one.Value);
        if (past.Episodes.LastOrDefault(known => IsOf(known, now, told.For) || standing.Values.Any(condition => IsOf(known, condition.StartsAt, told.For))) is not { } episode) return null;
        if (ModelDeviation.ValueOf(key.Metric, service.Now) is not { } value || !double.IsFinite(value)) return Unmeasured(key, past.Points, standing);
        var usual = UsualLevel.Of(past.Points, episode.Since, new SeriesPoint(now, value));
        var finding = Of(key, usual, service, ModelDeviation.Halved(terms.Options)) is { } further && standing.ContainsKey(further.Observation) ? further
            : IsOf(episode, now, told.For) ? Of(key, usual, service, terms.Options) : null;
        return finding is null ? null : finding with { SeenBy = episode.InWords() };

        Finding? Of(SeriesKey series, double usually, ServiceNow current, ScanOptions options) => ModelDeviation.Of(series, usually, current, options, episode.InWords());
    }

    /// <summary>What was not measured for a while is not gone.</summary>
    private Finding? Unmeasured(SeriesKey key, IReadOnlyList<SeriesPoint> points, Dictionary<Observation, StandingCondition> standing) =>
        ModelDeviation.ObservationOf(key.Metric, isAbove: true) is { } observation && standing.GetValueOrDefault(observation) is { } condition && points.Any(point => double.IsFinite(point.Value) && now - point.At <= Gap)
            ? new Finding(observation, condition.Subject) { Grace = terms.Options.MinimumDuration, Detail = condition.Detail, SeenBy = condition.SeenBy }
            : null;

    private static bool IsOf(SeriesEpisode episode, DateTimeOffset moment, TimeSpan rest) => moment >= episode.Since && moment - episode.ToldAt <= rest;
}
