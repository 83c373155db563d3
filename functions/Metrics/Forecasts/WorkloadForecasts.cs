using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Cluster.Readers;
using Autocura.Forecasting;
using Autocura.Forecasting.Capacity;
using Autocura.Incidents;

namespace Autocura.Metrics.Forecasts;

/// <summary>
/// Forecasts workloads from the metrics source as it is now: the last six hours in steps of half a minute tell the load until more replicas could be there, the history window in steps of
/// five minutes the hours after. Nothing is kept between two questions.
/// </summary>
public sealed class WorkloadForecasts(IClusters clusters, LoadReader loads, ForecastInstruments instruments, TimeProvider time) : IWorkloadForecasts
{
    private const double Middle = 0.5;
    private static readonly ResourceKind[] Scalable = [Kinds.Deployment, Kinds.StatefulSet];
    private static readonly (TimeSpan Length, TimeSpan Step) Recent = (TimeSpan.FromHours(6), TimeSpan.FromSeconds(30));
    private static readonly TimeSpan FarStep = TimeSpan.FromMinutes(5);

    // What a metrics source that is scraped every minute has not replaced after this is not coming.
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(3);

    public async Task<ForecastAnswer> AskAsync(string? cluster, string ns, string name, CancellationToken cancellationToken)
    {
        try
        {
            var where = cluster is null ? clusters.Home : clusters.Named(cluster);
            foreach (var kind in Scalable)
            {
                if (await where.FindAsync(kind.Ref(ns, name), cancellationToken) is not { } found) continue;
                var workload = new WorkloadRef(where.Name, kind.Kind, ns, name);
                return await DeclaredCapacity.FindAsync(where, workload, found, cancellationToken) switch
                {
                    null => new ForecastAnswer(null, $"{workload} does not say what a replica carries: annotate it with autocura.io/threshold."),
                    { Problems: [_, ..] problems } => new ForecastAnswer(null, string.Join(" ", problems)),
                    var declared => new ForecastAnswer(await OfAsync((workload, found, declared), hasAccuracy: true, cancellationToken)),
                };
            }

            return new ForecastAnswer(null, $"There is no Deployment or StatefulSet {ns}/{name}.");
        }
        catch (ClusterException refused)
        {
            return new ForecastAnswer(null, refused.Message, refused.IsTransient);
        }
    }

    /// <summary>The forecast of a workload that was read.</summary>
    internal async Task<WorkloadForecast> OfAsync((WorkloadRef Ref, JsonObject Manifest, CapacityDeclaration Declared) workload, bool hasAccuracy, CancellationToken cancellationToken)
    {
        var (now, terms, load) = (time.GetUtcNow(), workload.Declared.Terms, (workload.Ref, workload.Declared.Query));
        var current = workload.Manifest.Int("spec", "replicas") ?? 1;
        var near = await loads.ReadAsync(load, now, Recent, cancellationToken);
        var far = await loads.ReadAsync(load, now, (terms.HistoryTimeWindow, FarStep), cancellationToken);
        var asked = new ForecastTerms { Horizon = terms.PredictionHorizon, Levels = [Middle, terms.Probability] };
        var hours = far.Series is { } history ? LoadForecaster.Of(history, asked) : new LoadForecast { Basis = ForecastBasis.Nothing, Step = FarStep, Missing = 1, Reason = far.Gap };
        var sight = Sight(current, near, terms) with { Far = hours };
        var forecast = new WorkloadForecast
        {
            Workload = workload.Ref,
            At = now,
            Current = current,
            Load = sight.Load,
            Terms = terms,
            Recommendation = CapacityRecommender.Recommend(terms, sight),
            Forecast = hours,
            Accuracy = hasAccuracy && far.Series is { } past ? ForecastAccuracy.Of(past, asked) : null,
        };
        instruments.Record(forecast);
        return forecast;
    }

    private static CapacitySight Sight(int current, (RegularSeries? Series, string Gap) near, CapacityTerms terms)
    {
        if (near.Series is not { } series) return new CapacitySight { Replicas = current, Gap = near.Gap };
        var late = series.Values.Reverse().TakeWhile(value => !double.IsFinite(value)).Count();
        if (late * series.Step > Stale) return new CapacitySight { Replicas = current, Gap = $"the newest load is {late * series.Step} old" };
        // The newest step is often not scraped yet: the one before it is the end then.
        var known = series with { Values = [.. series.Values.SkipLast(late)] };
        var lead = TimeSpan.FromTicks(Math.Max(series.Step.Ticks, (terms.Lead + (late * series.Step)).Ticks));
        return new CapacitySight { Replicas = current, Load = known.Values[^1], Near = LoadForecaster.Peak(known, new ForecastTerms { Horizon = lead, Levels = [terms.Probability] }) };
    }
}
