using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Controllers.Autoscaling;
using Autocura.Embedded.Cluster.Controllers.Batch;
using Autocura.Embedded.Cluster.Controllers.Deployments;
using Autocura.Embedded.Cluster.Controllers.Networking;
using Autocura.Embedded.Cluster.Controllers.Scheduling;
using Autocura.Embedded.Cluster.Extensions;
using Autocura.Embedded.Cluster.Extensions.Keda;
using Autocura.Embedded.Cluster.Stages;
using Autocura.Embedded.Cluster.Usage;
using Autocura.Embedded.Metrics;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>
/// Makes the cluster live: runs every controller on what has changed until nothing changes any more, then sleeps until the next change or the next instant
/// at which something is due. Each round of work is one transaction. All it knows is in the store, so a new process goes on where the last one was killed.
/// </summary>
public sealed class Simulation : IAsyncDisposable
{
    private const int MostItemsOfRound = 100;
    private const int MostRoundsOfMoment = 2_000;
    private static readonly TimeSpan RetryAfterRefusal = TimeSpan.FromSeconds(5);

    private readonly ObjectStore store;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly WorkQueue queue = new();
    private readonly Pulse pulse = new();
    private readonly IReadOnlyList<IController> controllers;
    private readonly Traffic traffic;
    private readonly ConditionSet conditions;
    private readonly ContainerProfiles profiles;
    private readonly Kubelet kubelet;
    private readonly CancellationTokenSource stopping = new();
    private readonly ITimer timer;
    private IDisposable? observation;
    private Task? running;
    private DateTimeOffset moment;
    private int roundsOfMoment;

    public Simulation(ObjectStore store, TimeProvider time, ImageCatalog images, int seed, ILogger<Simulation> log)
        : this(store, time, new SimulatedWorld(images, ApplicationCatalog.Load()), seed, log)
    {
    }

    /// <summary>A cluster that can run other images and applications than those in this assembly.</summary>
    internal Simulation(ObjectStore store, TimeProvider time, SimulatedWorld world, int seed, ILogger<Simulation> log)
    {
        this.store = store;
        this.time = time;
        this.log = log;
        var chance = new Chance(seed);
        (Images, Applications) = world;
        conditions = ConditionSet.All(store, time);
        profiles = new ContainerProfiles(store, Images, Applications, conditions);
        traffic = new Traffic(store, time, profiles, [.. Applications.Everything.Select(application => new LoadCurve(application, chance))], conditions);
        Logs = new PodLogs(store, time, profiles, traffic);
        Usage = new PodUsage(time, profiles, traffic);
        Exporter = new Exporter(store, Usage, traffic);
        kubelet = new Kubelet(store, time, profiles, new StageInterpreter(StageCatalog.Load(), chance), conditions);
        controllers = ControllersOf(chance);
        timer = time.CreateTimer(_ => pulse.Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The clock that everything in the cluster goes by.</summary>
    public TimeProvider Time => time;

    /// <summary>What each image does.</summary>
    public ImageCatalog Images { get; }

    /// <summary>The applications that can be installed.</summary>
    internal ApplicationCatalog Applications { get; }

    /// <summary>The logs of the simulated containers.</summary>
    public IPodLogs Logs { get; }

    /// <summary>What the nodes can be asked about their pods.</summary>
    public NodeReports Reports => new(Logs) { Usage = Usage, Metrics = new PodMetrics(store, Usage, traffic) };

    /// <summary>The metrics of the cluster and of the applications that run in it.</summary>
    public Exporter Exporter { get; }

    /// <summary>The requests of the applications that run in it.</summary>
    internal Traffic Traffic => traffic;

    /// <summary>What every container uses.</summary>
    internal IPodUsage Usage { get; }

    /// <summary>What autoscalers ask that scale by queries; null while there is none.</summary>
    internal IPrometheus? Prometheus { get; set; }

    /// <summary>When something will happen by itself; null when nothing will.</summary>
    public DateTimeOffset? NextDue => queue.NextDue is { } due && !(traffic.NextChange < due) ? due : traffic.NextChange;

    /// <summary>Takes up everything there is in the store and runs until disposed.</summary>
    public void Start()
    {
        observation = store.Observe(Notice);
        foreach (var type in store.Catalog.All.Where(type => type.Stored && type.IsStorageVersion))
        {
            foreach (var found in store.State.ListStored(type.Group, type.Plural, ns: null))
            {
                Notice(new ObjectChange(ChangeKind.Added, found, before: null, store.ResourceVersion));
            }
        }

        running = Task.Run(RunAsync);
    }

    /// <summary>Completes when there is no work left but what waits for its time. Fails with what ended the simulation, should it have failed.</summary>
    public Task WhenIdleAsync() => pulse.WhenAsleepAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        observation?.Dispose();
        await stopping.CancelAsync();
        pulse.Wake();
        if (running is not null)
        {
            await running;
        }

        await timer.DisposeAsync();
        stopping.Dispose();
    }

    private IReadOnlyList<IController> ControllersOf(Chance chance)
    {
        ClusterClient Client(string name) => ClusterClient.Controller(store, time, chance, name);
        return
        [
            new NodeLifecycle(Client("node-controller")),
            new TaintEviction(Client("taint-eviction-controller")),
            new DeploymentController(Client("deployment-controller")),
            new ReplicaSetController(Client("replicaset-controller")),
            new StatefulSetController(Client("statefulset-controller")),
            new DaemonSetController(Client("daemonset-controller")),
            new JobController(Client("job-controller")),
            new CronJobController(Client("cronjob-controller")),
            new VolumeClaims(Client("persistentvolume-controller")),
            new Scheduler(new ClusterClient(store, time, chance, new Actor("system:kube-scheduler", "kube-scheduler", "kube-scheduler"), "default-scheduler")),
            kubelet,
            new EndpointsController(Client("endpoint-controller")),
            new EndpointSliceController(Client("endpointslice-controller")),
            new AutoscalerController(Client("horizontal-pod-autoscaler"), new ResourceMetrics(store, Usage, time), [new TriggerMetrics(store, time, () => Prometheus)]),
            new DisruptionController(Client("disruption-controller")),
            new EventExpiry(Client("event-ttl")),
            .. ExtensionControllers.All(store, time, chance),
        ];
    }

    private void Notice(ObjectChange change)
    {
        foreach (var controller in controllers)
        {
            foreach (var key in controller.Concerned(change))
            {
                queue.Add(new WorkItem(controller, key));
            }
        }

        traffic.Notice(change);
        pulse.Wake();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                RunToRest();
                SetTimer();
                await pulse.SleepAsync();
            }
        }
        catch (Exception failure) when (pulse.Fail(failure))
        {
            log.LogCritical(failure, "The simulated cluster has stopped: nothing in it will change until the process is started again.");
        }
    }

    /// <summary>Runs until there is nothing to be done at this moment.</summary>
    private void RunToRest()
    {
        bool more;
        do
        {
            more = RunRound() || RefreshTraffic();
        }
        while (more);
    }

    /// <summary>Looks where requests go now. True when that gives the kubelet something to look at.</summary>
    private bool RefreshTraffic()
    {
        var pods = store.BetweenWrites(traffic.Refresh);
        foreach (var pod in pods)
        {
            queue.Add(new WorkItem(kubelet, pod));
        }

        return pods.Count > 0;
    }

    /// <summary>Runs what is to be done now. False when there is nothing.</summary>
    private bool RunRound()
    {
        var items = store.BetweenWrites(() => queue.Take(time.GetUtcNow(), MostItemsOfRound));
        if (items.Count == 0)
        {
            return false;
        }

        WatchForCircles(items);
        store.Batch(() =>
        {
            foreach (var item in items)
            {
                queue.Schedule(item, Reconcile(item));
            }
        });
        return true;
    }

    private DateTimeOffset? Reconcile(WorkItem item)
    {
        try
        {
            return item.Controller.Reconcile(item.Key);
        }
        catch (Exception refused) when (refused is ApiStatusException or FormatException)
        {
            // One object that cannot be brought further, or says something senseless, must not stop the others.
            log.LogWarning("{Controller} could not bring {Object} further and will try again: {Reason}", item.Controller.Name, item.Key, refused.Message);
            return time.GetUtcNow() + RetryAfterRefusal;
        }
    }

    /// <summary>Two controllers that undo each other's work would go on for ever in one moment. That is a defect, and said as such.</summary>
    private void WatchForCircles(IReadOnlyList<WorkItem> items)
    {
        var now = time.GetUtcNow();
        roundsOfMoment = now == moment ? roundsOfMoment + 1 : 0;
        moment = now;
        if (roundsOfMoment > MostRoundsOfMoment)
        {
            var last = string.Join(", ", items.Take(5).Select(item => $"{item.Controller.Name} at {item.Key}"));
            throw new InvalidOperationException($"The simulated cluster does not come to rest: {MostRoundsOfMoment} rounds at {now:O}. Last: {last}.");
        }
    }

    private void SetTimer()
    {
        if (NextDue is { } due)
        {
            var wait = due - time.GetUtcNow();
            timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        else
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
