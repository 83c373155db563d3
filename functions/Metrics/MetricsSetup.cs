using Autocura.Cluster;
using Autocura.Cluster.Policies;
using Autocura.Forecasting.Capacity;
using Autocura.Metrics.Forecasts;
using Autocura.Metrics.Policies;
using Autocura.Metrics.Policies.Rollback;
using Autocura.Metrics.Scan;
using Autocura.Metrics.Training;
using Autocura.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Autocura.Metrics;

/// <summary>Registers the metric source. A wrong setting stops the start with every problem named; a missing one means "unmeasurable".</summary>
public static class MetricsSetup
{
    /// <summary>Adds <see cref="IMetricSource"/>, <see cref="ServiceLevelQueries"/>, and what reads workloads and namespaces by them, from the settings under <c>Metrics:</c>.</summary>
    public static IServiceCollection AddMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection("Metrics").Get<MetricsOptions>() ?? new MetricsOptions();
        var problems = options.Problems().ToList();
        if (problems.Count > 0)
        {
            throw new OptionsValidationException("Metrics", typeof(MetricsOptions), problems);
        }

        // An Alertmanager alone is asked about alerts by all their labels, the cluster's among them.
        var clusters = ClusterSettings.Read(configuration);
        services.AddSingleton(new MetricsReach(clusters[0].Name, options.PrometheusUrl is null || options.Queries.TellsClustersApart()) { HasSeveral = clusters.Count > 1 });
        services.AddSingleton(new ServiceLevelQueries(options.Queries)).AddSingleton<WorkloadMetrics>().AddSingleton<MetricScanner>();
        services.AddSingleton(options.Detector).AddSingleton<RemoteDetector>().AddSingleton<HistoryReader>();
        services.AddSingleton(options).AddSingleton<SilenceReader>().AddSingleton<SilenceKeeper>().AddSingleton<MeasurementReader>().AddSingleton<DependencyMetrics>().AddSingleton<PolicyQuestions>().AddSingleton<Scraping.PodScraper>();
        services.AddSingleton<HealingReader>().AddSingleton<HealingTargets>().AddSingleton<CriterionMeter>().AddSingleton<IPolicyWatch, HealingWatch>().AddSingleton<IPrescriptionSource, HealingPrescriptions>();
        services.AddSingleton<ForecastInstruments>().AddSingleton<OwnMeter>(provider => provider.GetRequiredService<ForecastInstruments>());
        services.AddSingleton<LoadReader>().AddSingleton<WorkloadForecasts>().AddSingleton<IWorkloadForecasts>(provider => provider.GetRequiredService<WorkloadForecasts>());
        services.AddSingleton<CapacityLook>().AddSingleton<ExhaustionLook>().AddSingleton<ForecastScanner>().AddSingleton<IPrescriptionSource, ForecastPrescriptions>();
        services.AddSingleton<ReleaseSamples>().AddSingleton<IPolicyWatch, RollbackWatch>();
        return services.AddSingleton(provider => Source(options, provider.GetRequiredService<TimeProvider>()));
    }

    private static IMetricSource Source(MetricsOptions options, TimeProvider time)
    {
        if (options.PrometheusUrl is null && options.AlertmanagerUrl is null)
        {
            return new NoMetricSource();
        }

        var http = new BoundedHttp(options, time);
        return new PrometheusSource(options, http);
    }
}
