using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Shop;

/// <summary>
/// The users of the shop. Counters are worked out when they are read and when the cluster changes, never by a ticking clock: between two changes what serves
/// stays the same, so the time between is added up second by second, each with its seeded load.
/// </summary>
internal sealed class Traffic(ObjectStore store, TimeProvider time, ImageCatalog images, Chance chance, ShopModel model)
{
    /// <summary>When nobody has read for longer than this, what lies before is not added up.</summary>
    private static readonly TimeSpan LongestGap = TimeSpan.FromHours(6);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, RequestCounters> _counters = model.Services.ToDictionary(service => service.Name, service => new RequestCounters(service));
    private IReadOnlyDictionary<string, ServiceStanding>? _standings;
    private DateTimeOffset _until = time.GetUtcNow();
    private bool _stale = true;

    public ShopModel Model => model;

    /// <summary>Takes note that what serves may have changed.</summary>
    public void Notice(ObjectChange change)
    {
        if (change.Key.Group.Length == 0 && change.Key.Plural is "pods" or "services" or "endpoints" or "namespaces")
        {
            Volatile.Write(ref _stale, true);
        }
    }

    /// <summary>Adds up to now with what served until now, then looks at what serves from now on.</summary>
    public void Refresh()
    {
        if (Volatile.Read(ref _stale))
        {
            lock (_gate)
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
        lock (_gate)
        {
            AddUp(time.GetUtcNow());
            return [.. model.Services.Select(service => _counters[service.Name].Read())];
        }
    }

    private void Look()
    {
        Volatile.Write(ref _stale, false);
        var home = store.Find(ObjectKey.Core("namespaces", null, model.Namespace));
        _standings = home is null ? null : model.Services.ToDictionary(service => service.Name, service => ServiceStanding.Of(store, images, model.Namespace, service));
        var opens = home?.Created().AddSeconds(model.OpensAfterSeconds);
        if (opens > _until)
        {
            _until = opens.Value;
        }
    }

    private void AddUp(DateTimeOffset now)
    {
        if (_standings is null || now <= _until)
        {
            _until = now > _until ? now : _until;
            return;
        }

        var from = now - _until > LongestGap ? now - LongestGap : _until;
        while (from < now)
        {
            var second = from.ToUnixTimeSeconds();
            var end = DateTimeOffset.FromUnixTimeSeconds(second + 1);
            var to = end < now ? end : now;
            var swing = model.Variation * ((2 * chance.Draw($"load/{second}")) - 1);
            Add(RequestFlow.Follow(model, _standings, model.RequestsPerSecond * (1 + swing)), (to - from).TotalSeconds);
            from = to;
        }

        _until = now;
    }

    private void Add(IReadOnlyDictionary<string, ServiceFlow> flows, double seconds)
    {
        foreach (var (service, flow) in flows)
        {
            _counters[service].Add(flow, seconds);
        }
    }
}
