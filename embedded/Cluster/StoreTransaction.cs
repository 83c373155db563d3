using System.Globalization;
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
        var before = State.FindStored(key);
        var after = Seal(key, obj, version);
        State = State.Put(after, version);
        if (transaction is not null)
        {
            database.Put(transaction, key, after.Json);
        }

        changes.Add(new(before is null ? ChangeKind.Added : ChangeKind.Modified, after, before, version));
        return after.Tree;
    }

    public JsonObject Remove(ObjectKey key, JsonObject last)
    {
        var version = NextVersion;
        var before = State.FindStored(key);
        var after = Seal(key, last, version);
        State = State.Remove(key, version);
        if (transaction is not null)
        {
            database.Remove(transaction, key);
        }

        changes.Add(new(ChangeKind.Deleted, after, before, version));
        return after.Tree;
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

    private static StoredObject Seal(ObjectKey key, JsonObject obj, long version)
    {
        obj.Ensure("metadata")["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture);
        return StoredObject.Seal(key, obj);
    }
}
