using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Counting;
using Autocura.Embedded.Cluster.Applications.Following;
using Autocura.Embedded.Cluster.Applications.Past;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>
/// The requests of one application. Counters are worked out when they are read and when the cluster changes, never by a ticking clock: between two changes what
/// serves stays the same, so the time between is added up step by step, each with its seeded load.
/// </summary>
internal sealed class ApplicationTraffic(ObjectStore store, TimeProvider time, Surveyor surveyor, LoadCurve curve, Func<DateTimeOffset, PastTraffic> remember)
{
    /// <summary>When nobody has read for longer than this, what lies before is not added up.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(6);

    private readonly Lock gate = new();
    private readonly Application application = curve.Application;
    private readonly Dictionary<(string Caller, string Callee), EdgeCounters> counters = [];
    private readonly Dictionary<string, double> waiting = [];
    private readonly TroubleBook troubles = new();
    private Dictionary<string, ContainerMeter> meters = [];
    private Survey? survey;
    private RequestFlow? follower;
    private (long Step, RequestFlow? Of, Flow Flow)? lastStep;
    private DateTimeOffset until = time.GetUtcNow();
    private bool stale = true;

    public Application Application => application;

    /// <summary>What was counted before the application came into the cluster; null until it does.</summary>
    public PastTraffic? Past { get; private set; }

    /// <summary>How often requests have been followed through the application: what it costs.</summary>
    public long Followed { get; private set; }

    /// <summary>Takes note that what serves may have changed.</summary>
    public void MarkStale() => Volatile.Write(ref stale, true);

    /// <summary>Adds up to now with what served until now, then looks at what serves from now on. True when it has looked.</summary>
    public bool Refresh()
    {
        if (!Volatile.Read(ref stale))
        {
            return false;
        }

        lock (gate)
        {
            AddUp(time.GetUtcNow());
            Look();
            return true;
        }
    }

    /// <summary>What is counted on each edge as of now; null when the application is not in the cluster.</summary>
    public TrafficCounts? Read()
    {
        Refresh();
        lock (gate)
        {
            AddUp(time.GetUtcNow());
            return survey is null ? null : TrafficCounts.Of(survey, counters, waiting);
        }
    }

    /// <summary>How the application fares now.</summary>
    public TrafficView? View()
    {
        Refresh();
        lock (gate)
        {
            AddUp(time.GetUtcNow());
            return survey is null ? null : ViewOf.Flow(survey, Follow(curve.Expected(time.GetUtcNow())), waiting);
        }
    }

    /// <summary>What one container has used; null when it is none of this application's.</summary>
    public ContainerMeter? Meter(JsonObject pod, string container)
    {
        lock (gate)
        {
            AddUp(time.GetUtcNow());
            return meters.GetValueOrDefault(Key(pod.Uid(), container));
        }
    }

    /// <summary>The calls of a workload that have failed of late.</summary>
    public IReadOnlyList<Trouble> Troubles(string workload)
    {
        Refresh();
        lock (gate)
        {
            return troubles.Of(workload);
        }
    }

    /// <summary>The containers that run, as they were seen last.</summary>
    public IReadOnlyList<Instance> Instances
    {
        get
        {
            lock (gate)
            {
                return survey?.Instances ?? [];
            }
        }
    }

    private void Look()
    {
        Volatile.Write(ref stale, false);
        if (store.Find(ObjectKey.Core("namespaces", null, application.Namespace)) is not { } home)
        {
            (survey, follower, meters) = (null, null, []);
            waiting.Clear();
            return;
        }

        survey = surveyor.Look(application);
        follower = new RequestFlow(survey);
        troubles.Note(survey, time.GetUtcNow());
        meters = survey.Instances.ToDictionary(Key, instance => meters.GetValueOrDefault(Key(instance)) ?? new ContainerMeter());
        foreach (var edge in survey.Edges)
        {
            counters.TryAdd((edge.Caller, edge.Callee.Name), new EdgeCounters());
        }

        var opens = home.Created().AddSeconds(application.Users.OpensAfterSeconds);
        if (opens > until)
        {
            until = opens;
        }

        if (Past is null)
        {
            // Until it is watched: an application that has been there for long has been used all the while.
            Past = remember(until);
            Past.Fill(counters, Past.Load.Total);
        }
    }

    private void AddUp(DateTimeOffset now)
    {
        if (survey is null || now <= until)
        {
            until = now > until ? now : until;
            return;
        }

        var from = now - until > LongestGap ? now - LongestGap : until;
        while (from < now)
        {
            var second = from.ToUnixTimeSeconds();
            var end = DateTimeOffset.FromUnixTimeSeconds(second - (second % LoadCurve.StepSeconds) + LoadCurve.StepSeconds);
            var to = end < now ? end : now;
            Add(FollowStep(second), (to - from).TotalSeconds);
            from = to;
        }

        until = now;
    }

    /// <summary>A step that is added up in parts is followed once, unless what waits changes what is done.</summary>
    private Flow FollowStep(long second)
    {
        var step = second / LoadCurve.StepSeconds;
        if (lastStep?.Step != step || lastStep?.Of != follower || waiting.Values.Any(messages => messages >= 1))
        {
            lastStep = (step, follower, Follow(curve.At(second)));
        }

        return lastStep!.Value.Flow;
    }

    private Flow Follow(double load)
    {
        Followed++;
        return follower!.Follow(load, waiting, LoadCurve.StepSeconds);
    }

    private void Add(Flow flow, double seconds)
    {
        foreach (var edge in flow.Edges)
        {
            counters[(edge.Edge.Caller, edge.Edge.Callee.Name)].Add(edge, seconds);
            if (edge.Edge.IsDelivery)
            {
                var consumer = edge.Edge.Callee.Name;
                waiting[consumer] = Math.Max(0, waiting.GetValueOrDefault(consumer) + ((edge.Inflow - (edge.Offered * edge.Reached)) * seconds));
            }
        }

        for (var i = 0; i < survey!.Instances.Count; i++)
        {
            meters[Key(survey.Instances[i])].Add(survey.Instances[i], flow.Served[i], seconds);
        }
    }

    private static string Key(Instance instance) => Key(instance.Uid, instance.Container.Text("name")!);

    private static string Key(string uid, string container) => $"{uid}/{container}";
}
