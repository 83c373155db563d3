using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Cluster;

/// <summary>One batch of writes in the making. Without a database transaction it is a dry run: seen by its author, then dropped.</summary>
internal sealed class StoreTransaction(StoreState start, ClusterDatabase database, SqliteTransaction? transaction) : IDisposable
{
    private readonly List<ObjectChange> changes = [];

    public StoreState State { get; private set; } = start;

    public IReadOnlyList<ObjectChange> Changes => changes;

    public SqliteTransaction? Database => transaction;

    public long NextVersion => State.ResourceVersion + 1;

    public JsonObject Put(ObjectKey key, JsonObject obj)
    {
        var version = NextVersion;
        var before = State.Find(key);
        var (stored, json) = Seal(obj, version);
        State = State.Put(key, stored, version);
        if (transaction is not null)
        {
            database.Put(transaction, key, json);
        }

        changes.Add(new(before is null ? ChangeKind.Added : ChangeKind.Modified, key, stored, before, version));
        return stored;
    }

    public JsonObject Remove(ObjectKey key, JsonObject last)
    {
        var version = NextVersion;
        var before = State.Find(key);
        var (stored, _) = Seal(last, version);
        State = State.Remove(key, version);
        if (transaction is not null)
        {
            database.Remove(transaction, key);
        }

        changes.Add(new(ChangeKind.Deleted, key, stored, before, version));
        return stored;
    }

    public void Commit()
    {
        if (transaction is null)
        {
            return;
        }

        if (changes.Count > 0)
        {
            database.Set(transaction, "resourceVersion", State.ResourceVersion.ToString(CultureInfo.InvariantCulture));
        }

        transaction.Commit();
    }

    public void Dispose() => transaction?.Dispose();

    // Parsing what was written gives a tree that shares nothing with the caller's, so that nobody can change a stored object.
    private static (JsonObject Stored, byte[] Json) Seal(JsonObject obj, long version)
    {
        obj.Ensure("metadata")["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        var json = Encoding.UTF8.GetBytes(obj.ToJsonString());
        return (JsonNode.Parse(json)!.AsObject(), json);
    }
}
