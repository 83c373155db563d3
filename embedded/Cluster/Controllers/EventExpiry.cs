namespace Autocura.Embedded.Cluster.Controllers;

/// <summary>Forgets events an hour after they were last seen, as the API server does by default.</summary>
internal sealed class EventExpiry(ClusterClient client) : IController
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public string Name => "event-ttl";

    public IEnumerable<ObjectKey> Concerned(ObjectChange change) => change.Key is { Group: "", Plural: "events" } ? [change.Key] : [];

    public DateTimeOffset? Reconcile(ObjectKey key)
    {
        if (client.Find(key) is not { } seen)
        {
            return null;
        }

        var expires = (seen.Time("lastTimestamp") ?? seen.Time("eventTime") ?? seen.Created()) + Kept;
        if (expires > client.Now)
        {
            return expires;
        }

        client.Delete(key);
        return null;
    }
}
