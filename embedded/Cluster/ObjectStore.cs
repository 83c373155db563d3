using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Admission;
using Autocura.Embedded.Cluster.Ownership;

namespace Autocura.Embedded.Cluster;

/// <summary>
/// The objects of the simulated cluster. Reads are lock-free and see one moment; writes are serialised and on disk before they
/// return. Objects handed out are shared: read them, and change copies.
/// </summary>
public sealed class ObjectStore : IDisposable
{
    private const int DefaultHistory = 20_000;
    private readonly Lock gate = new();
    private readonly ClusterDatabase database;
    private readonly ObjectMetadata metadata;
    private readonly GarbageCollector garbage;
    private readonly StoreAdmission admission;
    private readonly ChangeHistory history;
    private readonly ChangeObservers observers = new();
    private StoreState published;
    private StoreTransaction? open;

    private ObjectStore(ClusterDatabase database, ResourceCatalog catalog, TimeProvider time, int seed, int history)
    {
        this.database = database;
        metadata = new ObjectMetadata(catalog, time, seed);
        garbage = new GarbageCollector(this, catalog);
        admission = new StoreAdmission(this);
        published = database.Load();
        this.history = new ChangeHistory(published.ResourceVersion, history);
        Catalog = catalog;
        Audit = new AuditLog(database, gate, time);
    }

    /// <summary>The kinds objects may have.</summary>
    public ResourceCatalog Catalog { get; }

    /// <summary>Every mutating request that came over HTTP.</summary>
    public AuditLog Audit { get; }

    /// <summary>The version of the latest change.</summary>
    public long ResourceVersion => State.ResourceVersion;

    // Inside a batch its author sees what it wrote; everybody else sees what is committed.
    internal StoreState State => gate.IsHeldByCurrentThread && this.open is { } open ? open.State : Volatile.Read(ref published);

    /// <summary>Opens the store in a file, creating it where absent. Uids and generated names follow from the seed.</summary>
    public static ObjectStore Open(string path, ResourceCatalog catalog, TimeProvider time, int seed = 0, int history = DefaultHistory)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var database = new ClusterDatabase(path);
        try
        {
            return new ObjectStore(database, catalog, time, seed, history);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The object as stored, or null. Shared: do not change it.</summary>
    public JsonObject? Find(ObjectKey key) => State.Find(key);

    /// <summary>The objects of a resource, ordered by namespace and name; of one namespace when given. Shared: do not change them.</summary>
    public IReadOnlyList<JsonObject> List(string group, string plural, string? ns = null) => State.List(group, plural, ns);

    /// <summary>Creates an object. Without a name in the key, one is made from metadata.generateName.</summary>
    public JsonObject Create(ObjectKey key, JsonObject obj, Actor actor) => Create(key, obj, actor, ownershipIsSet: false);

    /// <summary>
    /// Reads, changes and writes in one step. The change is given a copy it may alter and return; a change that leaves all as it
    /// was writes nothing. A bump of generation follows from a changed spec.
    /// </summary>
    public JsonObject Update(ObjectKey key, Func<JsonObject, JsonObject> change, Actor actor) => Update(key, change, actor, ownershipIsSet: false);

    /// <summary>
    /// Deletes an object and sees to what it owns. Pods are given their grace and objects with finalizers wait for them: then the
    /// object is still there, marked. Returns its last state.
    /// </summary>
    public JsonObject Delete(ObjectKey key, Actor actor, DeleteOptions? options = null) =>
        Batch(() => garbage.Delete(key, options ?? new DeleteOptions(), actor));

    /// <summary>Runs several writes as one: all of them are committed and seen, or none. Batches inside a batch join it.</summary>
    public T Batch<T>(Func<T> body) => Run(body, dryRun: false);

    /// <inheritdoc cref="Batch{T}(Func{T})" />
    public void Batch(Action body) => Run(
        () =>
        {
            body();
            return true;
        },
        dryRun: false);

    /// <summary>
    /// Runs while no write is under way, so that one who keeps books by observing never goes on from half of a batch.
    /// </summary>
    internal T BetweenWrites<T>(Func<T> body)
    {
        lock (gate)
        {
            return body();
        }
    }

    /// <summary>Runs writes as if, and forgets them: what they would return is returned, what they would refuse is refused.</summary>
    public T DryRun<T>(Func<T> body) => Run(body, dryRun: true);

    /// <summary>
    /// Calls the observer after each committed change, in order, before the write returns. Keep it short: it runs under the
    /// store's lock. It may write; what it writes is announced after the change at hand.
    /// </summary>
    public IDisposable Observe(Action<ObjectChange> observer) => observers.Add(observer, gate);

    /// <summary>Follows a resource from a version on; refuses with 410 Expired when that version is no longer kept.</summary>
    public ObjectWatch StartWatch(string group, string plural, string? ns, long sinceResourceVersion)
    {
        lock (gate)
        {
            return history.Start(group, plural, ns, sinceResourceVersion);
        }
    }

    /// <summary>A version up to which every change has been handed to every watch.</summary>
    internal long WatchedVersion
    {
        get
        {
            lock (gate)
            {
                return published.ResourceVersion;
            }
        }
    }

    /// <summary>Ends a watch.</summary>
    public void StopWatch(ObjectWatch watch)
    {
        lock (gate)
        {
            history.Stop(watch);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        lock (gate)
        {
            database.Dispose();
        }
    }

    // What else the state holds is not rewound: it is for reading one resource.
    internal StoreState? FindMoment(StoreState from, string group, string plural, long version)
    {
        if (version >= from.ResourceVersion)
        {
            return from;
        }

        lock (gate)
        {
            return history.Rewind(from, group, plural, version);
        }
    }

    internal JsonObject Create(ObjectKey key, JsonObject obj, Actor actor, bool ownershipIsSet) => Batch(() =>
    {
        var open = this.open!;
        key = Named(key, obj, open);
        if (open.State.Find(key) is not null)
        {
            throw ApiStatusException.AlreadyExists(key);
        }

        garbage.RefuseTerminatingNamespace(key);
        var born = metadata.Born(key, obj, open.NextVersion);
        admission.AdmitNew(key, born);

        if (!ownershipIsSet && metadata.IsServed(key))
        {
            FieldOwnership.Track(null, new(born, [.. born.Select(field => field.Key)]), metadata.Schema(key), actor, metadata.Now);
        }

        return open.Put(key, born);
    });

    internal JsonObject Update(ObjectKey key, Func<JsonObject, JsonObject> change, Actor actor, bool ownershipIsSet) => Batch(() =>
    {
        var before = open!.State.Find(key) ?? throw ApiStatusException.NotFound(key);
        if (metadata.Changed(key, before, change(before.Copy())) is not { After: var after } difference)
        {
            return before;
        }

        admission.AdmitChange(key, before, after);
        if (!ownershipIsSet && metadata.IsServed(key))
        {
            FieldOwnership.Track(before, difference, metadata.Schema(key), actor, metadata.Now);
        }

        return GarbageCollector.IsFinished(after) ? open.Remove(key, after) : open.Put(key, after);
    });

    internal void Record(AuditEntry entry)
    {
        lock (gate)
        {
            if (open?.Database is { } joined)
            {
                Audit.Append(joined, entry);
                return;
            }

            using var transaction = database.Begin();
            Audit.Append(transaction, entry);
            transaction.Commit();
        }
    }

    internal JsonObject Remove(ObjectKey key) => open!.Remove(key, open.State.Find(key)!.Copy());

    internal JsonObject MarkDeleting(ObjectKey key, long grace, IReadOnlyList<string> addFinalizers) =>
        open!.Put(key, metadata.Dying(open.State.Find(key)!, grace, addFinalizers));

    private ObjectKey Named(ObjectKey key, JsonObject obj, StoreTransaction open)
    {
        if (key.Name.Length > 0)
        {
            return key;
        }

        var prefix = obj.Text("metadata", "generateName")
            ?? throw ApiStatusException.BadRequest("name or generateName is required");
        for (var attempt = 0; ; attempt++)
        {
            var named = key with { Name = prefix + metadata.Suffix($"{key}{prefix}{attempt}", open.NextVersion) };
            if (open.State.Find(named) is null)
            {
                return named;
            }
        }
    }

    private T Run<T>(Func<T> body, bool dryRun)
    {
        lock (gate)
        {
            if (open is not null)
            {
                return body();
            }

            T result;
            using (var transaction = new StoreTransaction(published, database, dryRun ? null : database.Begin()))
            {
                result = Fill(transaction, body);
                if (dryRun)
                {
                    return result;
                }

                transaction.Commit();
                Publish(transaction);
            }

            observers.Deliver();
            return result;
        }
    }

    private T Fill<T>(StoreTransaction transaction, Func<T> body)
    {
        open = transaction;
        try
        {
            var result = body();
            garbage.Collect(transaction);
            return result;
        }
        finally
        {
            open = null;
        }
    }

    private void Publish(StoreTransaction transaction)
    {
        Volatile.Write(ref published, transaction.State);
        foreach (var change in transaction.Changes)
        {
            history.Append(change);
            observers.Announce(change);
        }
    }
}
