using Autocura.Embedded.Cluster.Controllers.Deployments;
using Autocura.Embedded.Cluster.Controllers.Networking;
using Autocura.Embedded.Cluster.Controllers.Scheduling;
using Autocura.Embedded.Cluster.Shop;
using Autocura.Embedded.Cluster.Stages;
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

    private readonly ObjectStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly WorkQueue _queue = new();
    private readonly Pulse _pulse = new();
    private readonly IReadOnlyList<IController> _controllers;
    private readonly Traffic _traffic;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ITimer _timer;
    private IDisposable? _observation;
    private Task? _running;
    private DateTimeOffset _moment;
    private int _roundsOfMoment;

    public Simulation(ObjectStore store, TimeProvider time, ImageCatalog images, int seed, ILogger<Simulation> log)
    {
        _store = store;
        _time = time;
        _log = log;
        var chance = new Chance(seed);
        Images = images;
        Logs = new PodLogs(store, time, images);
        _traffic = new Traffic(store, time, images, chance, ShopModel.Load());
        Exporter = new Exporter(store, time, images, _traffic);
        _controllers = ControllersOf(chance);
        _timer = time.CreateTimer(_ => _pulse.Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The clock that everything in the cluster goes by.</summary>
    public TimeProvider Time => _time;

    /// <summary>What each image does.</summary>
    public ImageCatalog Images { get; }

    /// <summary>The logs of the simulated containers.</summary>
    public IPodLogs Logs { get; }

    /// <summary>The metrics of the cluster and of the shop that runs in it.</summary>
    public Exporter Exporter { get; }

    /// <summary>When something will happen by itself; null when nothing will.</summary>
    public DateTimeOffset? NextDue => _queue.NextDue;

    /// <summary>Takes up everything there is in the store and runs until disposed.</summary>
    public void Start()
    {
        _observation = _store.Observe(Notice);
        foreach (var type in _store.Catalog.All.Where(type => type.Stored && type.IsStorageVersion))
        {
            foreach (var found in _store.List(type.Group, type.Plural))
            {
                Notice(new ObjectChange(ChangeKind.Added, type.Key(found.Namespace(), found.Name()), found, null, _store.ResourceVersion));
            }
        }

        _running = Task.Run(RunAsync);
    }

    /// <summary>Completes when there is no work left but what waits for its time. Fails with what ended the simulation, should it have failed.</summary>
    public Task WhenIdleAsync() => _pulse.WhenAsleepAsync();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _observation?.Dispose();
        await _stopping.CancelAsync();
        _pulse.Wake();
        if (_running is not null)
        {
            await _running;
        }

        await _timer.DisposeAsync();
        _stopping.Dispose();
    }

    private IReadOnlyList<IController> ControllersOf(Chance chance)
    {
        ClusterClient Client(string name) => ClusterClient.Controller(_store, _time, chance, name);
        return
        [
            new NodeLifecycle(Client("node-controller")),
            new DeploymentController(Client("deployment-controller")),
            new ReplicaSetController(Client("replicaset-controller")),
            new StatefulSetController(Client("statefulset-controller")),
            new DaemonSetController(Client("daemonset-controller")),
            new JobController(Client("job-controller")),
            new VolumeClaims(Client("persistentvolume-controller")),
            new Scheduler(new ClusterClient(_store, _time, chance, new Actor("system:kube-scheduler", "kube-scheduler", "kube-scheduler"), "default-scheduler")),
            new Kubelet(_store, _time, Images, new StageInterpreter(StageCatalog.Load(), chance)),
            new EndpointsController(Client("endpoint-controller")),
            new EndpointSliceController(Client("endpointslice-controller")),
            new DisruptionController(Client("disruption-controller")),
            new EventExpiry(Client("event-ttl")),
        ];
    }

    private void Notice(ObjectChange change)
    {
        foreach (var controller in _controllers)
        {
            foreach (var key in controller.Concerned(change))
            {
                _queue.Add(new WorkItem(controller, key));
            }
        }

        _traffic.Notice(change);
        _pulse.Wake();
    }

    private async Task RunAsync()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                while (RunRound())
                {
                }

                _traffic.Refresh();
                SetTimer();
                await _pulse.SleepAsync();
            }
        }
        catch (Exception failure) when (_pulse.Fail(failure))
        {
            _log.LogCritical(failure, "The simulated cluster has stopped: nothing in it will change until the process is started again.");
        }
    }

    /// <summary>Runs what is to be done now. False when there is nothing.</summary>
    private bool RunRound()
    {
        var items = _queue.Take(_time.GetUtcNow(), MostItemsOfRound);
        if (items.Count == 0)
        {
            return false;
        }

        WatchForCircles(items);
        _store.Batch(() =>
        {
            foreach (var item in items)
            {
                _queue.Schedule(item, Reconcile(item));
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
            _log.LogWarning("{Controller} could not bring {Object} further and will try again: {Reason}", item.Controller.Name, item.Key, refused.Message);
            return _time.GetUtcNow() + RetryAfterRefusal;
        }
    }

    /// <summary>Two controllers that undo each other's work would go on for ever in one moment. That is a defect, and said as such.</summary>
    private void WatchForCircles(IReadOnlyList<WorkItem> items)
    {
        var now = _time.GetUtcNow();
        _roundsOfMoment = now == _moment ? _roundsOfMoment + 1 : 0;
        _moment = now;
        if (_roundsOfMoment > MostRoundsOfMoment)
        {
            var last = string.Join(", ", items.Take(5).Select(item => $"{item.Controller.Name} at {item.Key}"));
            throw new InvalidOperationException($"The simulated cluster does not come to rest: {MostRoundsOfMoment} rounds at {now:O}. Last: {last}.");
        }
    }

    private void SetTimer()
    {
        if (_queue.NextDue is { } due)
        {
            var wait = due - _time.GetUtcNow();
            _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
