using Autocura.Cluster;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Durable.Http;
using Autocura.Embedded.Hosting;
using Autocura.Incidents;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Support.Chaos;

/// <summary>One installation of the system with a data folder of its own, which may be killed and started again.</summary>
internal sealed class ChaosHost(int index, string folder, string kubeconfig, ChaosPlan plan, ManualTime time) : IAsyncDisposable
{
    /// <summary>What every host's requests name themselves by.</summary>
    public const string UserAgent = "autocura-chaos";

    private static readonly string[] Timers = ["ClusterSweep", "AnomalyScan", "KnownGoodCapture", "HistoryCleanup", "ApprovalWatch", "EnvironmentTimer", "ModelTraining"];
    private EmbeddedHost? host;

    /// <summary>The name by which it holds locks.</summary>
    public string Name => $"host-{index}";

    public int Index => index;

    /// <summary>What this host's requests name themselves by.</summary>
    public string Agent => $"{UserAgent}-{index}";

    public bool IsAlive => host is not null;

    public EmbeddedHost Host => host ?? throw new InvalidOperationException($"{Name} is dead.");

    public DurableEngine Engine => Host.Engine;

    public async Task StartAsync(IFate fate)
    {
        var options = new EmbeddedHostOptions
        {
            Port = 0,
            DataFolder = folder,
            Kubeconfig = kubeconfig,
            SettingsFile = null,
            UseEnvironment = false,
            Mode = plan.Mode,
            Settings = plan.Settings.Concat(Settings().Where(setting => !plan.Settings.ContainsKey(setting.Key))).ToDictionary(),
            Configure = app => Configure(app, fate),
        };
        host = await EmbeddedHost.StartAsync(options, time);
        host.Engine.Client.ManagementRoot = new Uri(host.Url, $"{DurableManagement.BasePath}/");
    }

    /// <summary>Ends it at once: what it has not written down is lost.</summary>
    public async Task BuryAsync()
    {
        var dead = Host;
        host = null;
        await dead.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await BuryAsync();
        }
    }

    private void Configure(FunctionsApplicationBuilder app, IFate fate)
    {
        app.Services.AddSingleton<IFunctionInvoker>(services => new MortalFunctions(ActivatorUtilities.CreateInstance<DurableFunctions>(services), fate));
        // One thing after the other, so that a seed is one story; nothing is waited for in a dying host.
        app.Services.AddSingleton(services => new DurableEngine(
            new DurableEngineOptions
            {
                DatabasePath = Path.Combine(folder, "durable.db"),
                Durability = Durability.None,
                MaxConcurrentActivityFunctions = 1,
                MaxConcurrentOrchestratorFunctions = 1,
                StopGrace = TimeSpan.Zero,
            },
            services.GetRequiredService<IFunctionInvoker>(),
            time,
            services.GetRequiredService<ILoggerFactory>()));
        // The app's network runs by the machine's clock; here nothing may be up to the machine, and what is repeated is repeated at once.
        var options = app.Configuration.GetSection("Cluster").Get<ClusterOptions>()!;
        app.Services.AddSingleton<IClusters>(new ClusterDirectory([new KubernetesCluster(options, new ClusterWire(time, () => 0, NullLogger.Instance))]));
    }

    private Dictionary<string, string?> Settings() => new(Timers.Select(timer => KeyValuePair.Create($"AzureWebJobs.{timer}.Disabled", (string?)"true")))
    {
        ["Cluster:Name"] = "chaos",
        ["Cluster:UserAgent"] = Agent,
        ["Cluster:RequestsPerSecond"] = "10000",
        ["Cluster:Concurrency"] = "1",
        ["Autocura:ProtectedNamespaces"] = ChaosWorld.Vault,
        ["Autocura:ApprovalTimeout"] = "00:03:00",
        ["Autocura:MeasureEvery"] = "00:00:20",
        ["Autocura:MeasureOver"] = "00:00:30",
        ["Autocura:HoldFor"] = "00:00:30",
        ["Autocura:RecoverWithin"] = "00:02:00",
        ["Autocura:Planning:SimulationIterations"] = "20",
        ["Autocura:Review:Host"] = Name,
        ["Autocura:Review:ActionsPerNamespace"] = $"{plan.Budget}",
        ["Autocura:Review:GitOps"] = nameof(GitOpsPolicy.Suspend),
        ["Autocura:Correlation:WaitForRoot"] = "00:10:00",
    };
}
