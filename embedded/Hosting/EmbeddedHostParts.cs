using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting.Settings;
using Autocura.Embedded.Metrics;
using Autocura.Incidents;
using Microsoft.Extensions.Configuration;

namespace Autocura.Embedded.Hosting;

/// <summary>Tells the function app where the parts it stands on are.</summary>
internal static class EmbeddedHostParts
{
    public static FunctionHostOptions Functions(
        EmbeddedHostOptions options, HostFile file, ReservedPort port, SimulatedCluster? cluster, MetricsBackend? metrics)
    {
        Directory.CreateDirectory(options.DataFolder);
        var durable = new DurableEngineOptions
        {
            DatabasePath = Path.Combine(options.DataFolder, "durable.db"),
            MaxConcurrentActivityFunctions = file.MaxConcurrentActivities,
            MaxConcurrentOrchestratorFunctions = file.MaxConcurrentOrchestrators,
            Paranoid = options.Paranoid,
        };
        return new FunctionHostOptions
        {
            FunctionTypes = typeof(AutocuraSetup).Assembly.GetTypes(),
            DataFolder = options.DataFolder,
            HostFile = file,
            Port = port,
            SettingsFile = options.SettingsFile,
            UseEnvironment = options.UseEnvironment,
            Defaults = Defaults(cluster),
            Settings = Overrides(options, cluster, metrics),
            Configure = app =>
            {
                if (cluster is not null) RefuseRealClusters(app.Configuration, options);
                app.AddDurableEngine(durable with { HubName = TaskHub.Named(app.Configuration.Resolve(file.HubName)) }, port.Url);
                app.UseAutocura(app.Configuration);
                options.Configure(app);
            },
            Routes = routes => routes.MapDurableEngine(),
        };
    }

    /// <summary>In the simulation nothing can be hurt, so the system may act by itself, and waits are short enough to watch.</summary>
    private static Dictionary<string, string?> Defaults(SimulatedCluster? cluster) => cluster is null ? [] : new()
    {
        ["Cluster:Name"] = SimulatedCluster.Name,
        ["Autocura:Mode"] = nameof(OperatingMode.Auto),
        ["Autocura:MeasureEvery"] = "00:00:02",
        ["Autocura:MeasureOver"] = "00:00:10",
        ["Autocura:HoldFor"] = "00:00:10",
        ["Autocura:RecoverWithin"] = "00:02:00",
        // A week in steps of five minutes is too much to ask of a metrics source that shares the process.
        ["Autocura:Training:History"] = "08:00:00",
        ["Autocura:Scan:History"] = "08:00:00",
    };

    /// <summary>Beside the simulation, which acts by itself, no real cluster is looked after because a settings file happens to name it.</summary>
    private static void RefuseRealClusters(ConfigurationManager settings, EmbeddedHostOptions options)
    {
        var stray = settings.GetSection("Clusters").AsEnumerable()
            .FirstOrDefault(setting => !string.IsNullOrEmpty(setting.Value) && !options.Settings.ContainsKey(setting.Key));
        if (stray.Key is not null)
            throw new SettingsException($"The setting '{stray.Key}' names a real cluster, and the simulation acts without asking: start with --kubeconfig, or take the setting away.");
    }

    /// <summary>
    /// What decides which cluster is acted on comes from the command line alone: a kubeconfig left in a settings file must not bring the
    /// simulation's freedom to a real cluster.
    /// </summary>
    private static Dictionary<string, string?> Overrides(EmbeddedHostOptions options, SimulatedCluster? cluster, MetricsBackend? metrics)
    {
        var settings = new Dictionary<string, string?>(options.Settings, StringComparer.OrdinalIgnoreCase)
        {
            ["Cluster:Kubeconfig"] = cluster?.AppKubeconfigPath ?? Path.GetFullPath(options.Kubeconfig!),
            ["Cluster:Context"] = cluster is null ? options.Context : null,
            ["Cluster:InCluster"] = "false",
        };
        if (metrics is not null)
        {
            settings["Metrics:PrometheusUrl"] = (options.Prometheus ?? metrics.Address).ToString();
            settings["Metrics:AlertmanagerUrl"] = null;
        }

        if (options.Mode is { } mode) settings["Autocura:Mode"] = mode.ToString();
        return settings;
    }
}
