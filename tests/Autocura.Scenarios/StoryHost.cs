using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Autocura.Cluster;
using Autocura.Embedded.Cluster;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Faults;
using Autocura.Embedded.Durable;
using Autocura.Embedded.Hosting;
using Autocura.Embedded.Scenarios;
using Autocura.Incidents;
using Autocura.Support;
using Autocura.Support.Healing;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Autocura.Scenarios;

/// <summary>
/// The whole system in one process on a clock that only the story moves: real orchestrations on the durable engine in its paranoid mode, a real API server
/// over HTTP, real metrics, real alerts. Time goes from one due timer to the next, and only while nothing has work left.
/// </summary>
internal sealed class StoryHost : IAsyncDisposable
{
    private static readonly DateTimeOffset Beginning = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan LastWords = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo folder;
    private readonly EmbeddedHost host;
    private readonly ManualTime time;
    private readonly List<EmbeddedHost> others = [];
    private readonly Dictionary<EmbeddedHost, Task> deaths = [];

    private StoryHost(DirectoryInfo folder, EmbeddedHost host, ManualTime time)
    {
        this.folder = folder;
        this.host = host;
        this.time = time;
        Http = new HttpClient { BaseAddress = host.Url };
    }

    public HttpClient Http { get; }

    public ObjectStore Store => host.Cluster!.Store;

    public DurableEngine Engine => host.Engine;

    /// <summary>Where the metrics are asked.</summary>
    public Uri Prometheus => host.Metrics!.Address;

    /// <summary>Makes the API server fail on demand.</summary>
    public FaultInjector Faults => host.Cluster!.Server.Faults;

    public DateTimeOffset Now => time.GetUtcNow();
    public ILoggerFactory Loggers => host.Functions.Services.GetRequiredService<ILoggerFactory>();

    /// <summary>A system whose shop has been running well for two minutes.</summary>
    public static async Task<StoryHost> StartAsync(OperatingMode mode = OperatingMode.Auto, params (string Name, string Value)[] settings)
    {
        var story = await BeginAsync(Options(mode, settings));
        await story.PassAsync(TimeSpan.FromMinutes(2));
        return story;
    }

    /// <summary>A system whose application has just been installed.</summary>
    public static async Task<StoryHost> BeginAsync(EmbeddedHostOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("autocura-story-");
        var time = new ManualTime(Beginning);
        var host = await EmbeddedHost.StartAsync(options with { DataFolder = folder.FullName }, time);
        return new StoryHost(folder, host, time);
    }

    /// <summary>
    /// The limit protects a real API server, by the machine's clock: a story on virtual time would wait for nothing. Models and detectors know the hours before a story began; a story that is not about
    /// them is told without.
    /// </summary>
    private static readonly KeyValuePair<string, string?>[] Always =
        [new("Cluster:RequestsPerSecond", "10000"), new("AzureWebJobs.ModelTraining.Disabled", "true"), new("AzureWebJobs.WeeklyDigest.Disabled", "true"), new("Autocura:Scan:History", "00:00:00")];

    /// <summary>On ports of its own, with no settings but these, and an engine that replays at every turn.</summary>
    public static EmbeddedHostOptions Options(OperatingMode mode, params (string Name, string Value)[] settings) => new()
    {
        Port = 0,
        ClusterPort = 0,
        MetricsPort = 0,
        SettingsFile = null,
        UseEnvironment = false,
        Mode = mode,
        Settings = Always.Concat(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).GroupBy(setting => setting.Key).ToDictionary(same => same.Key, same => same.Last().Value),
        Paranoid = true,
    };

    /// <summary>A second installation that dies when <paramref name="death"/> completes, wherever it is then.</summary>
    public async Task<EmbeddedHost> JoinAsync(string name, Action<FunctionsApplicationBuilder> configure, Task death, params (string Name, string Value)[] more)
    {
        var mortal = await JoinAsync(name, Dying, more);
        deaths[mortal] = death;
        return mortal;

        void Dying(FunctionsApplicationBuilder app)
        {
            configure(app);
            // Nothing is waited for in a dying host; who sends it alerts is told where they are.
            var options = new DurableEngineOptions { DatabasePath = Path.Combine(folder.FullName, name, "durable.db"), StopGrace = TimeSpan.Zero };
            app.Services.AddSingleton(services => new DurableEngine(options, services.GetRequiredService<IFunctionInvoker>(), time, services.GetRequiredService<ILoggerFactory>()) { Client = { ManagementRoot = new Uri("http://127.0.0.1/runtime/webhooks/durabletask/") } });
        }
    }

    /// <summary>A second installation, with an engine and a folder of its own, that looks after the same cluster.</summary>
    public async Task<EmbeddedHost> JoinAsync(string name, Action<FunctionsApplicationBuilder>? configure = null, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>(Always)
        {
            ["Cluster:Name"] = SimulatedCluster.Name,
            ["Metrics:PrometheusUrl"] = host.Metrics!.Address.ToString(),
            ["Autocura:Review:Host"] = name,
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        var other = await EmbeddedHost.StartAsync(
            new EmbeddedHostOptions
            {
                Port = 0,
                DataFolder = Path.Combine(folder.FullName, name),
                Kubeconfig = host.Cluster!.AppKubeconfigPath,
                SettingsFile = null,
                UseEnvironment = false,
                Mode = OperatingMode.Auto,
                Settings = settings,
                Paranoid = true,
                Configure = configure ?? (_ => { }),
            },
            time);
        others.Add(other);
        return other;
    }

    /// <summary>Ends a host that has died: what it had not written down is lost.</summary>
    public async Task BuryAsync(EmbeddedHost dead)
    {
        others.Remove(dead);
        deaths.Remove(dead);
        await dead.DisposeAsync();
    }

    public static WorkloadRef Workload(string name) => new(SimulatedCluster.Name, "Deployment", "shop", name);

    /// <summary>Plays the steps of a scenario, all at once.</summary>
    public Task PlayAsync(string scenario) => new ScenarioRun(Store, time).PlayAsync(ScenarioCatalog.Load().Find(scenario), CancellationToken.None);

    /// <summary>What an administrator does with kubectl create: through the server, which sets defaults and refuses what is wrong.</summary>
    public async Task CreateAsync(JsonObject manifest)
    {
        using var administrator = new KubernetesCluster(new ClusterOptions { Name = SimulatedCluster.Name, Kubeconfig = host.Cluster!.KubeconfigPath }, new ClusterWire(TimeProvider.System, () => 0, NullLogger.Instance));
        await administrator.CreateAsync(Kinds.Named(manifest["kind"]!.GetValue<string>()), manifest, CancellationToken.None);
    }

    /// <summary>What a developer does with kubectl edit.</summary>
    public void Edit(ObjectKey key, Action<JsonObject> change) => Store.Update(
        key,
        found =>
        {
            change(found);
            return found;
        },
        ApplicationInstallation.Developer("kubectl-edit"));

    /// <summary>Lets simulated time pass.</summary>
    public Task PassAsync(TimeSpan span)
    {
        var end = Now + span;
        return UntilAsync(() => Task.FromResult(Now >= end), span + TimeSpan.FromSeconds(1), "time has passed");
    }

    /// <summary>Lets time pass until the workload's incident shows a phase; fails with its story when it does not within the limit.</summary>
    public async Task<IncidentStatus> ReachAsync(string workload, Func<IncidentStatus, bool> reached, TimeSpan within)
    {
        IncidentStatus? status = null;
        await UntilAsync(
            async () => (status = await StatusAsync(workload)) is not null && reached(status),
            within,
            $"the incident of {workload} got there",
            () => status is null ? "no incident was opened" : string.Join('\n', status.Timeline.Select(entry => $"{entry.At:HH:mm:ss} {entry.Phase} {entry.Message}")));
        return status!;
    }

    /// <summary>Lets time pass until the workload's incident has ended.</summary>
    public async Task<(Outcome Outcome, IncidentStatus Status)> EndAsync(string workload, TimeSpan? within = null)
    {
        var status = await ReachAsync(workload, seen => IncidentTransitions.IsFinal(seen.Phase), within ?? TimeSpan.FromMinutes(5));
        OrchestrationMetadata? ended = null;
        await UntilAsync(
            async () => (ended = await host.Engine.Client.GetInstanceAsync(Workload(workload).InstanceId, getInputsAndOutputs: true)) is { IsCompleted: true },
            LastWords,
            $"the last record of the incident of {workload} was written");
        return (ended!.ReadOutputAs<Outcome>()!, status);
    }

    /// <summary>Lets time pass until an alert about the workload fires: its labels and start, as Prometheus has them.</summary>
    public async Task<JsonObject> FiringAsync(string workload)
    {
        JsonObject? firing = null;
        using var prometheus = new HttpClient { BaseAddress = host.Metrics!.Address };
        await UntilAsync(
            async () =>
            {
                var alerts = (await prometheus.GetFromJsonAsync<JsonObject>("api/v1/alerts"))!["data"]!["alerts"]!.AsArray();
                firing = alerts.OfType<JsonObject>().FirstOrDefault(alert => alert["state"]!.GetValue<string>() == "firing" && Names(alert, workload));
                return firing is not null;
            },
            TimeSpan.FromMinutes(5),
            $"an alert about {workload}");
        return firing!;
    }

    private static bool Names(JsonObject alert, string workload) =>
        new[] { "deployment", "pod" }.Any(label => $"{alert["labels"]![label]}-".StartsWith($"{workload}-", StringComparison.Ordinal));

    /// <summary>Sends alerts as an Alertmanager does. The addresses that tell how each batch of them goes.</summary>
    public Task<IReadOnlyList<string>> PostAsync(params JsonObject[] alerts) => PostAsync(host.Url, alerts);

    /// <summary>The same, to another installation.</summary>
    public async Task<IReadOnlyList<string>> PostAsync(Uri host, params JsonObject[] alerts)
    {
        var message = new JsonObject
        {
            ["version"] = "4",
            ["status"] = "firing",
            ["receiver"] = "autocura",
            ["alerts"] = new JsonArray([.. alerts.Select(alert => new JsonObject
            {
                ["status"] = "firing",
                ["labels"] = alert["labels"]!.DeepClone(),
                ["annotations"] = new JsonObject(),
                ["startsAt"] = alert["activeAt"]!.DeepClone(),
                ["endsAt"] = "0001-01-01T00:00:00Z",
                ["fingerprint"] = (alert["labels"]!["cluster"] ?? alert["labels"]!["alertname"])!.DeepClone(),
            })]),
        };
        using var answer = await Http.PostAsJsonAsync(new Uri(host, "api/alerts"), message);
        var receipt = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>();
        return [.. receipt!["batches"]!.AsArray().Select(batch => batch!["statusQueryGetUri"]!.GetValue<string>())];
    }

    public async Task<IncidentStatus?> StatusAsync(string workload)
    {
        var instance = await host.Engine.Client.GetInstanceAsync(Workload(workload).InstanceId, getInputsAndOutputs: true);
        return instance?.SerializedCustomStatus is null ? null : instance.ReadCustomStatusAs<IncidentStatus>();
    }

    /// <summary>Changes this system made to anything but its own records, locks and ledgers, dry runs left out.</summary>
    public IReadOnlyList<AuditEntry> Mutations() => [.. Store.Audit.Read().Where(Mutation.IsRemedy)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var other in others)
        {
            await other.DisposeAsync();
        }

        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>Lets time pass until something is so; fails with what was awaited when it does not become so within the limit.</summary>
    public async Task UntilAsync(Func<Task<bool>> done, TimeSpan within, string awaited, Func<string>? context = null)
    {
        var limit = Now + within;
        while (true)
        {
            await WhenIdleAsync();
            if (await done())
            {
                return;
            }

            if (Now >= limit || !time.AdvanceToNext())
            {
                throw new TimeoutException($"After {within}: not yet {awaited}. {context?.Invoke()}");
            }
        }
    }

    private async Task WhenIdleAsync()
    {
        // What one of them does to the cluster may be work for another.
        await host.WhenIdleAsync();
        foreach (var other in others)
        {
            await (deaths.TryGetValue(other, out var death) ? Task.WhenAny(other.WhenIdleAsync(), death) : other.WhenIdleAsync());
            await host.WhenIdleAsync();
        }
    }
}
