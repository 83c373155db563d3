using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Cluster;

/// <summary>
/// <c>cluster.db</c>: one connection, used under the store's lock. WAL with synchronous NORMAL: what was acknowledged survives
/// the death of the process (not that of the machine).
/// </summary>
internal sealed class ClusterDatabase : IDisposable
{
    private const string SchemaVersion = "1";
    private readonly SqliteConnection connection;
    private readonly SqliteCommand put;
    private readonly SqliteCommand remove;
    private readonly SqliteCommand set;

    static ClusterDatabase() => SQLitePCL.Batteries_V2.Init();

    public ClusterDatabase(string path)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Execute("pragma journal_mode = wal; pragma synchronous = normal;");
        CreateSchema();
        put = Command(
            "insert into objects (api_group, plural, namespace, name, json) values ($group, $plural, $namespace, $name, $json) "
            + "on conflict do update set json = excluded.json",
            "$group", "$plural", "$namespace", "$name", "$json");
        remove = Command(
            "delete from objects where api_group = $group and plural = $plural and namespace = $namespace and name = $name",
            "$group", "$plural", "$namespace", "$name");
        set = Command(
            "insert into settings (name, value) values ($name, $value) on conflict do update set value = excluded.value", "$name", "$value");
    }

    public SqliteTransaction Begin() => connection.BeginTransaction();

    public SqliteCommand Command(string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }

    public void Put(SqliteTransaction transaction, ObjectKey key, byte[] json) =>
        Run(put, transaction, key.Group, key.Plural, key.Namespace ?? "", key.Name, json);

    public void Remove(SqliteTransaction transaction, ObjectKey key) =>
        Run(remove, transaction, key.Group, key.Plural, key.Namespace ?? "", key.Name);

    public void Set(SqliteTransaction transaction, string name, string value) => Run(set, transaction, name, value);

    public static void Run(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }

    public StoreState Load()
    {
        var state = StoreState.Empty;
        using var command = Command("select api_group, plural, namespace, name, json from objects");
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var ns = reader.GetString(2);
            var key = new ObjectKey(reader.GetString(0), reader.GetString(1), ns.Length == 0 ? null : ns, reader.GetString(3));
            state = state.Put(new StoredObject(key, reader.GetFieldValue<byte[]>(4)), 0);
        }

        return state with { ResourceVersion = long.Parse(Get("resourceVersion") ?? "0", CultureInfo.InvariantCulture) };
    }

    public string? Get(string name)
    {
        using var command = Command("select value from settings where name = $name", "$name");
        command.Parameters[0].Value = name;
        return (string?)command.ExecuteScalar();
    }

    public void Dispose()
    {
        put.Dispose();
        remove.Dispose();
        set.Dispose();
        connection.Dispose();
    }

    private void CreateSchema()
    {
        using var known = Command("select count(*) from sqlite_master where name = 'settings'");
        if ((long)known.ExecuteScalar()! == 0)
        {
            using var stream = typeof(ClusterDatabase).Assembly.GetManifestResourceStream("Cluster.Schema.001-initial.sql")!;
            using var reader = new StreamReader(stream);
            Execute($"begin; {reader.ReadToEnd()} insert into settings (name, value) values ('schema', '{SchemaVersion}'); commit;");
        }

        var found = Get("schema");
        if (found != SchemaVersion)
        {
            throw new InvalidDataException(
                $"{connection.DataSource} has cluster schema version {found}, and this program reads version {SchemaVersion}. Use another data folder, or delete the file to start with a new cluster.");
        }
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }
}
