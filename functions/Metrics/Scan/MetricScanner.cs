using Autocura.Metrics.Training;
using Autocura.Signals;
using Autocura.Signals.Scanning;

namespace Autocura.Metrics.Scan;

/// <summary>
/// Looks at the golden signals of every service of a cluster that the metrics source knows, in eight questions for all of them together, and asks for the past of
/// those that look odd: at most fifty, in four more. Where models were trained, a small move that is unlike all they know is found too; and so is what the detectors of series make of the last days.
/// </summary>
public sealed class MetricScanner(IMetricSource source, MetricsReach reach, RemoteDetector detector, TimeProvider time)
{
    /// <summary>What the source label of its alerts says.</summary>
    public const string Source = "scan";

    private const int MostSuspects = 50;
    private const int MostPods = 20;
    private const int PointsOfPast = 60;

    private static readonly Observation[] Observations =
        [Observation.ErrorsRising, Observation.LatencyRising, Observation.TrafficLost, Observation.TrafficSurge, Observation.BacklogRising, Observation.Saturation];

    public async Task<SweepReport> ScanAsync(SweepRequest request, ScanTerms terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(terms);
        var options = terms.Options;
        var now = time.GetUtcNow();
        var memory = request.Memory;
        var questions = new ScanQuestions(source, new ScanQueries(options, reach.Matcher(request.Cluster)), cancellationToken);
        var services = await AllAsync(questions);
        var known = memory.Standing.Where(condition => Suspicion.Of(condition) is not null).ToDictionary(condition => Suspicion.Of(condition)!);
        var suspects = known.Keys.Concat(services.SelectMany(service => Suspicion.Of(service, options))).Distinct().Take(MostSuspects).ToList();
        var past = questions.HasFailed || suspects.Count == 0 ? [] : await PastAsync(questions, suspects, known, (now, options.Past));
        var (odd, gap) = await new ModelScan(questions, terms.Models, detector).FindAsync(services, options, (now, known.Keys.Select(suspicion => suspicion.Service).ToHashSet()), cancellationToken);
        questions.Note(gap);
        questions.Note(terms.Models.Gap);
        var heard = await new SeriesScan(questions, terms, now).FindAsync(services, known.Where(one => past.ContainsKey(one.Key.Service)).ToDictionary());
        var findings = suspects
            .Where(suspect => past.ContainsKey(suspect.Service))
            .Select(suspect => Deviation.Of(suspect, past[suspect.Service], known.GetValueOrDefault(suspect)?.StartsAt, options))
            .OfType<Finding>()
            .Concat(odd)
            .Concat(heard)
            .Concat(await FullPodsAsync(questions, options))
            .Where(finding => terms.Scope.Covers(finding.Subject))
            .GroupBy(finding => (finding.Observation, finding.Subject))
            .Select(same => same.First() with { SeenBy = string.Join("; ", same.Select(finding => finding.SeenBy).Where(seen => seen.Length > 0)) })
            .ToList();
        return Report(request, findings, questions, (now, past.Keys.ToHashSet()));
    }

    private static async Task<IReadOnlyList<ServiceNow>> AllAsync(ScanQuestions questions)
    {
        var now = questions.Queries.Templates.Select(template => questions.NowAsync(questions.Queries.Now(template)));
        var usual = questions.Queries.Templates.Select(template => questions.NowAsync(questions.Queries.Usual(template)));
        var answers = await Task.WhenAll(now.Concat(usual));
        var half = answers.Length / 2;
        return
        [
            .. from name in answers.SelectMany(answer => answer.Keys).Distinct()
               select new ServiceNow(name) { Now = Levels(name, answers[..half]), Usual = Levels(name, answers[half..]) },
        ];
    }

    private static SignalLevels Levels(ServiceName name, IReadOnlyDictionary<ServiceName, double>[] answers) =>
        new(Value(answers[0], name), Value(answers[1], name), Value(answers[2], name), answers.Length > 3 ? Value(answers[3], name) : null);

    private static double? Value(IReadOnlyDictionary<ServiceName, double> answer, ServiceName name) => answer.TryGetValue(name, out var value) ? value : null;

    /// <summary>The series of the suspects: from before the earliest known trouble, so that trouble never becomes its own past.</summary>
    private static async Task<Dictionary<ServiceName, List<LevelPoint>>> PastAsync(
        ScanQuestions questions, List<Suspicion> suspects, Dictionary<Suspicion, StandingCondition> known, (DateTimeOffset Now, TimeSpan Past) reach)
    {
        var names = suspects.Select(suspect => suspect.Service).Distinct().ToList();
        var begin = suspects.Select(suspect => known.GetValueOrDefault(suspect)?.StartsAt ?? reach.Now).Min() - reach.Past;
        var step = (reach.Now - begin) / Math.Max(PointsOfPast, (reach.Now - begin) / reach.Past * PointsOfPast);
        var answers = await Task.WhenAll(questions.Queries.Templates.Select(template => questions.SeriesAsync(new RangeQuery(questions.Queries.Of(template, names), begin, reach.Now, step))));
        return names.ToDictionary(name => name, name => Points(name, answers));
    }

    private static List<LevelPoint> Points(ServiceName name, IReadOnlyList<IReadOnlyDictionary<ServiceName, IReadOnlyList<MetricPoint>>> answers)
    {
        var signals = answers.Select(answer => answer.GetValueOrDefault(name, []).ToDictionary(point => point.At, point => point.Value)).ToList();
        return
        [
            .. from at in signals.SelectMany(signal => signal.Keys).Distinct().Order()
               select new LevelPoint(at, new SignalLevels(At(signals[0], at), At(signals[1], at), At(signals[2], at), signals.Count > 3 ? At(signals[3], at) : null)),
        ];
    }

    private static double? At(Dictionary<DateTimeOffset, double> signal, DateTimeOffset at) => signal.TryGetValue(at, out var value) ? value : null;

    private static async Task<IEnumerable<Finding>> FullPodsAsync(ScanQuestions questions, ScanOptions options) => questions.Queries.Memory is not { } memory ? [] :
        from pod in (await questions.PodsAsync(memory)).OrderByDescending(pod => pod.Value).Take(MostPods)
        select new Finding(Observation.Saturation, new Subject("Pod", pod.Key.Namespace, pod.Key.Service)) { Grace = options.MinimumDuration, Detail = FormattableString.Invariant($"it uses {pod.Value:P0} of its memory limit") };

    /// <summary>What stands of a service that there was no room to look at is not gone.</summary>
    private static SweepReport Report(SweepRequest request, List<Finding> findings, ScanQuestions questions, (DateTimeOffset Now, IReadOnlySet<ServiceName> Seen) look)
    {
        bool WasSeen(StandingCondition condition) => !questions.HasFailed && Observations.Contains(condition.Observation) && (Suspicion.Of(condition) is not { } suspicion || look.Seen.Contains(suspicion.Service));
        var settled = new ConditionLedger(request.Cluster, Source, look.Now).Settle(request.Memory, findings, WasSeen) with { Gaps = questions.Gaps };
        return new SweepReport(settled, new SweepCost(questions.Asked, questions.Series, questions.Namespaces, findings.Count) { WasFull = true, WasWhole = true }, questions.Gaps);
    }
}
