using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Cluster;

/// <summary>One mutating request over HTTP and its outcome. A dry run and a refused request are recorded too; their code and flag tell.</summary>
public sealed record AuditEntry
{
    /// <summary>Position in the log, from 1.</summary>
    public long Id { get; init; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>create, update, patch, apply, delete or deletecollection.</summary>
    public required string Verb { get; init; }

    /// <summary>Who asked.</summary>
    public required Actor Actor { get; init; }

    /// <summary>Whether nothing was to be written.</summary>
    public bool DryRun { get; init; }

    /// <summary>The object concerned.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>status, scale, eviction and the like; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The object's version after the request; empty when refused or gone.</summary>
    public string ResourceVersion { get; init; } = "";

    /// <summary>HTTP status code of the answer.</summary>
    public int Code { get; init; }
}

/// <summary>
/// The record of every mutating request, kept with the objects: an entry is committed in the same transaction as the change it
/// tells of, so that after a crash neither exists without the other.
/// </summary>
public sealed class AuditLog
{
    private readonly Lock gate;
    private readonly TimeProvider time;
    private readonly ClusterDatabase database;
    private readonly SqliteCommand append;

    internal AuditLog(ClusterDatabase database, Lock gate, TimeProvider time)
    {
        this.gate = gate;
        this.time = time;
        this.database = database;
        append = database.Command(
            "insert into audit (time, verb, user, user_agent, field_manager, dry_run, api_group, plural, namespace, name, subresource, resource_version, code) "
            + "values ($time, $verb, $user, $agent, $manager, $dry, $group, $plural, $namespace, $name, $subresource, $version, $code)",
            "$time", "$verb", "$user", "$agent", "$manager", "$dry", "$group", "$plural", "$namespace", "$name", "$subresource", "$version", "$code");
    }

    /// <summary>All entries after the one with this id, oldest first.</summary>
    public IReadOnlyList<AuditEntry> Read(long afterId = 0)
    {
        lock (gate)
        {
            using var command = database.Command(
                "select id, time, verb, user, user_agent, field_manager, dry_run, api_group, plural, namespace, name, subresource, resource_version, code "
                + "from audit where id > $after order by id",
                "$after");
            command.Parameters[0].Value = afterId;
            using var reader = command.ExecuteReader();
            var entries = new List<AuditEntry>();
            while (reader.Read())
            {
                entries.Add(Entry(reader));
            }

            return entries;
        }
    }

    internal void Append(SqliteTransaction transaction, AuditEntry entry) => ClusterDatabase.Run(
        append,
        transaction,
        time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
        entry.Verb,
        entry.Actor.User,
        entry.Actor.UserAgent,
        entry.Actor.FieldManager,
        entry.DryRun ? 1 : 0,
        entry.Key.Group,
        entry.Key.Plural,
        entry.Key.Namespace,
        entry.Key.Name,
        entry.Subresource,
        entry.ResourceVersion,
        entry.Code);

    private static AuditEntry Entry(SqliteDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Time = DateTimeOffset.Parse(reader.GetString(1), CultureInfo.InvariantCulture),
        Verb = reader.GetString(2),
        Actor = new(reader.GetString(3), reader.GetString(4), reader.GetString(5)),
        DryRun = reader.GetInt64(6) == 1,
        Key = new(reader.GetString(7), reader.GetString(8), reader.IsDBNull(9) ? null : reader.GetString(9), reader.GetString(10)),
        Subresource = reader.GetString(11),
        ResourceVersion = reader.GetString(12),
        Code = reader.GetInt32(13),
    };
}
