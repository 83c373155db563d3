using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>
/// The users of one application. Counters are worked out when they are read and when the cluster changes, never by a ticking clock: between two changes what serves
/// stays the same, so the time between is added up second by second, each with its seeded load.
/// </summary>
internal sealed class ApplicationTraffic(ObjectStore store, TimeProvider time, ImageCatalog images, Chance chance, Application model)
{
    /// <summary>When nobody has read for longer than this, what lies before is not added up.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(6);

    private readonly Lock gate = new();
    private readonly Dictionary<string, RequestCounters> counters = model.Services.ToDictionary(service => service.Name, service => new RequestCounters(service));
    private Dictionary<string, ServiceStanding>? standings;
    private DateTimeOffset until = time.GetUtcNow();
    private bool stale = true;

    public Application Application => model;

    public bool IsOpen
    {
        get
        {
            Refresh();
            return standings is not null;
        }
    }

    /// <summary>Takes note that what serves may have changed.</summary>
    public void Notice(ObjectChange change)
    {
        if (change.Key.Group.Length == 0 && change.Key.Plural is "pods" or "services" or "endpoints" or "namespaces")
        {
            Volatile.Write(ref stale, true);
        }
    }

    /// <summary>Adds up to now with what served until now, then looks at what serves from now on.</summary>
    public void Refresh()
    {
        if (Volatile.Read(ref stale))
        {
            lock (gate)
            {
                AddUp(time.GetUtcNow());
                Look();
            }
        }
    }

    /// <summary>The counters as of now.</summary>
    public IReadOnlyList<RequestCounts> Read()
    {
        Refresh();
        lock (gate)
        {
            AddUp(time.GetUtcNow());
            return [.. model.Services.Select(service => counters[service.Name].Read())];
        }
    }

    public TrafficView? View()
    {
        Refresh();
        lock (gate)
        {
            if (standings is null)
            {
                return null;
            }

            var flows = RequestFlow.Follow(model, standings, model.Users.RequestsPerSecond);
            var services = model.Services.Select(service => Reading(service.Name, flows[service.Name], standings[service.Name])).ToList();
            return new TrafficView(model.Name, services, []);
        }
    }

    private static ServiceReading Reading(string name, ServiceFlow flow, ServiceStanding standing) =>
        new(name, flow.Offered, flow.Broken, flow.LatencyMs, flow.LatencyMs * 2.3, standing.Capacity > 0 ? flow.Offered / standing.Capacity : 1);

    private void Look()
    {
        Volatile.Write(ref stale, false);
        var home = store.Find(ObjectKey.Core("namespaces", null, model.Namespace));
        standings = home is null ? null : model.Services.ToDictionary(service => service.Name, service => ServiceStanding.Of(store, images, model.Namespace, service));
        var opens = home?.Created().AddSeconds(model.Users.OpensAfterSeconds);
        if (opens > until)
        {
            until = opens.Value;
        }
    }

    private void AddUp(DateTimeOffset now)
    {
        if (standings is null || now <= until)
        {
            until = now > until ? now : until;
            return;
        }

        var from = now - until > LongestGap ? now - LongestGap : until;
        while (from < now)
        {
            var second = from.ToUnixTimeSeconds();
            var end = DateTimeOffset.FromUnixTimeSeconds(second + 1);
            var to = end < now ? end : now;
            var swing = model.Users.Variation * ((2 * chance.Draw($"load/{second}")) - 1);
            Add(RequestFlow.Follow(model, standings, model.Users.RequestsPerSecond * (1 + swing)), (to - from).TotalSeconds);
            from = to;
        }

        until = now;
    }

    private void Add(IReadOnlyDictionary<string, ServiceFlow> flows, double seconds)
    {
        foreach (var (service, flow) in flows)
        {
            counters[service].Add(flow, seconds);
        }
    }
}
