using Autocura.Benchmarks.Harness;
using Autocura.Benchmarks.Numbers.Forecast;
using Autocura.Forecasting;
using Autocura.Forecasting.Capacity;

namespace Autocura.Benchmarks.Numbers.Capacity;

/// <summary>What certainty costs: minutes with too few replicas against replica-hours, for headroom that is bought blindly and for headroom that is forecast.</summary>
internal sealed class CapacitySection : INumbersSection
{
    private const string Knowing = "knows the next ten minutes";
    private const double Tolerance = 0.1;
    private const double Rounding = 1e-9;
    private const int LooksPerFar = 30;
    private const int LooksOfTenMinutes = 20;
    private static readonly double[] Headrooms = [1, 0.8, 0.7, 0.6, 0.5];
    private static readonly double[] Probabilities = [0.5, 0.7, 0.8, 0.85, 0.9, 0.93, 0.95];

    public string Name => "capacity";

    public string Question => "how many minutes are short of replicas, and what do the replicas cost?";

    public string? Folder => "forecast";

    public IReadOnlyDictionary<string, string> Plots { get; private set; } = new Dictionary<string, string>();

    public void Write(Report report, string? data)
    {
        List<DemandCase> cases = [.. (data is null ? MadeLoads.All : LoadCase.Read(data)).Where(one => one.Capacity).Select(one => new DemandCase(one))];
        report.Text($"{cases.Count} series, seven days each. Replica-hours are those used over those needed. Ours: a recommendation every 30 s from what the reactive rule sees and the forecast.");
        List<(string Policy, List<ReplicaOutcome> Outcomes)> rows =
        [
            .. Headrooms.Select(headroom => ($"reactive, {headroom:P0} of the threshold", cases.ConvertAll(one => Simulate(one, Reactive(one, headroom))))),
            (Knowing, cases.ConvertAll(one => Simulate(one, Oracle(one)))),
        ];
        var told = cases.AsParallel().AsOrdered().Select(one => (Case: one, Sights: Sights(one))).ToList();
        rows.AddRange(Probabilities.Select((probability, index) => ($"ours, probability {probability:P0}", told.ConvertAll(each => Simulate(each.Case, Ours(each, index))))));
        report.Table(["policy", "short min/day", "replica-hours", "changes/day"], rows.Select(row => (IReadOnlyList<object>)
            [row.Policy, row.Outcomes.Average(one => one.ShortMinutes), $"{row.Outcomes.Average(one => one.Ratio):F3}", row.Outcomes.Average(one => one.Changes)]));
        var curve = rows[^Probabilities.Length..].Select(row => (Ratio: row.Outcomes.Average(one => one.Ratio), Short: row.Outcomes.Average(one => one.ShortMinutes))).ToList();
        Plots = new Dictionary<string, string> { [Path.Combine("images", "capacity.svg")] = Plot(rows).Svg() };
        report.Text("At the replica-hours of each blind headroom, between the two nearest probabilities on a straight line:");
        report.Table(["replica-hours", "of", "short min/day, blind", "ours"], rows[..Headrooms.Length].Select(row => (row.Policy, Ratio: row.Outcomes.Average(one => one.Ratio), Short: row.Outcomes.Average(one => one.ShortMinutes)))
            .Select(row => (IReadOnlyList<object>)[$"{row.Ratio:F3}", row.Policy, row.Short, At(curve, row.Ratio)]));
    }

    private static CurvePlot Plot(List<(string Policy, List<ReplicaOutcome> Outcomes)> rows)
    {
        PlotCurve Curve(string name, IEnumerable<(string Policy, List<ReplicaOutcome> Outcomes)> some) =>
            new(name, [.. some.Select(row => (row.Outcomes.Average(one => one.Ratio), row.Outcomes.Average(one => one.ShortMinutes), row.Policy))]);
        return new CurvePlot(
            "What certainty costs",
            new PlotAxis("replica-hours used over those needed", [1, 1.2, 1.4, 1.6, 1.8, 2, 2.2]),
            new PlotAxis("minutes a day with too few replicas", [0.01, 0.1, 1, 10, 100, 1000]),
            [Curve("reactive, headroom", rows[..Headrooms.Length]), Curve("ours, by probability", rows[^Probabilities.Length..]), Curve(Knowing, rows.Where(row => row.Policy == Knowing))]);
    }

    /// <summary>The minutes at a ratio; NaN beyond the curve.</summary>
    private static double At(List<(double Ratio, double Short)> curve, double ratio)
    {
        var above = curve.FindIndex(point => point.Ratio >= ratio);
        return above <= 0 ? double.NaN
            : curve[above - 1].Short + ((curve[above].Short - curve[above - 1].Short) * (ratio - curve[above - 1].Ratio) / (curve[above].Ratio - curve[above - 1].Ratio));
    }

    private static ReplicaOutcome Simulate(DemandCase one, Func<int, double, int, int> policy) =>
        new ReplicaSimulation(one.Demand, one.Load.ThresholdPerReplica, one.Load.MinReplicas, one.Load.MaxReplicas).Run(policy);

    private static Func<int, double, int, int> Reactive(DemandCase one, double headroom)
    {
        var each = one.Load.ThresholdPerReplica * headroom;
        return (_, seen, total) => total > 0 && Math.Abs((seen / (total * each)) - 1) <= Tolerance ? total : Replicas(seen, each);
    }

    private static Func<int, double, int, int> Oracle(DemandCase one) =>
        (look, _, _) => Replicas(one.Demand.AsSpan(look, Math.Min(LooksOfTenMinutes + 1, one.Demand.Length - look)).ToArray().Max(), one.Load.ThresholdPerReplica);

    private static int Replicas(double load, double each) => (int)Math.Ceiling((load / each) - Rounding);

    private static Func<int, double, int, int> Ours((DemandCase Case, LookSight[] Sights) told, int level)
    {
        var terms = new CapacityTerms { Threshold = told.Case.Load.ThresholdPerReplica, MinReplicas = told.Case.Load.MinReplicas, MaxReplicas = told.Case.Load.MaxReplicas, Probability = Probabilities[level] };
        return (look, seen, total) => CapacityRecommender.Recommend(terms, new CapacitySight
        {
            Replicas = total,
            Load = seen,
            Near = told.Sights[look].Near is var near && near.Bands.Count > 0 ? near with { Bands = [near.Bands[level]] } : near,
            Far = told.Sights[look].Far,
        }).Replicas;
    }

    /// <summary>What is forecast at every look: the peak of the next two minutes from six hours of looks, and every quarter of an hour the median of the next hours from seven days.</summary>
    private static LookSight[] Sights(DemandCase one)
    {
        double[] loads = [.. one.Before, .. one.Demand];
        double[] seen = [.. loads.Select((_, index) => index < 2 ? loads[0] : (loads[index - 1] + loads[index - 2]) / 2)];
        var (step, lead) = (TimeSpan.FromSeconds(ReplicaSimulation.Look), new CapacityTerms { Threshold = 1 }.Lead);
        var sights = new LookSight[one.Demand.Length];
        LoadForecast? far = null;
        for (var look = 0; look < sights.Length; look++)
        {
            if (look % LooksPerFar == 0) far = Far(one, look);
            var history = new RegularSeries(seen[(look + 1)..(one.Before.Length + look + 1)], step);
            sights[look] = new LookSight(LoadForecaster.Peak(history, new ForecastTerms { Horizon = lead, Levels = Probabilities }), Rest(far!, (look % LooksPerFar) * step));
        }

        return sights;
    }

    /// <summary>What of a forecast is still to come.</summary>
    private static LoadForecast Rest(LoadForecast forecast, TimeSpan age) =>
        forecast with { Bands = [.. forecast.Bands.Select(band => band with { Values = [.. band.Values.Skip((int)(age / forecast.Step))] })] };

    private static LoadForecast Far(DemandCase one, int look)
    {
        var origin = one.Load.FirstOriginIndex + (look * ReplicaSimulation.Look / (int)one.Load.Step.TotalSeconds);
        return LoadForecaster.Of(new RegularSeries(one.Load.Values[(origin - one.Load.HistorySteps)..origin], one.Load.Step), new ForecastTerms { Horizon = 6 * one.Load.Step, Levels = [0.5] });
    }

    private sealed record LookSight(LoadForecast Near, LoadForecast Far);
}
