using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>
/// The database file: one connection that writes and a few that read beside it. A commit is on disk when it returns (write-ahead
/// log, synchronous FULL unless told otherwise), so a killed process loses nothing it had acknowledged.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly string path;
    private readonly Durability durability;
    private readonly FileStream ownership;
    private readonly ConcurrentBag<StoreConnection> readers = [];

    private Database(string path, Durability durability, FileStream ownership)
    {
        this.path = path;
        this.durability = durability;
        this.ownership = ownership;
        using (var connection = Open()) ApplySchema(connection);
        Writer = new StoreConnection(Open());
    }

    /// <summary>The only connection that writes.</summary>
    public StoreConnection Writer { get; }

    /// <summary>Opens or creates the file and brings its schema up to date.</summary>
    /// <exception cref="IOException">Another process has it open.</exception>
    public static Database Open(string path, Durability durability = Durability.Full)
    {
        SQLitePCL.Batteries_V2.Init();
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var owned = Own(full);
        try
        {
            return new Database(full, durability, owned);
        }
        catch
        {
            owned.Dispose();
            throw;
        }
    }

    /// <summary>Reads from the last committed state, beside the writer.</summary>
    public T Read<T>(Func<StoreConnection, T> query)
    {
        if (!readers.TryTake(out var reader)) reader = new StoreConnection(Open());
        try
        {
            return query(reader);
        }
        finally
        {
            readers.Add(reader);
        }
    }

    public void Dispose()
    {
        foreach (var reader in readers) reader.Dispose();
        Writer.Dispose();
        ownership.Dispose();
    }

    private static FileStream Own(string path)
    {
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException problem)
        {
            throw new IOException($"'{path}' is in use by another process: stop it, or give this one another data folder.", problem);
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var settings = connection.CreateCommand();
        settings.CommandText = $"PRAGMA journal_mode = WAL; PRAGMA synchronous = {(durability == Durability.Full ? "FULL" : "OFF")}; PRAGMA busy_timeout = 10000; PRAGMA temp_store = MEMORY; " +
            "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000;";
        settings.ExecuteNonQuery();
        return connection;
    }

    private static void ApplySchema(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA user_version";
        var applied = Convert.ToInt32(command.ExecuteScalar());
        var scripts = Scripts();
        if (applied > scripts.Count)
            throw new InvalidOperationException($"'{connection.DataSource}' was written by a newer version (schema {applied}, this one knows {scripts.Count}).");

        foreach (var script in scripts.Skip(applied))
        {
#pragma warning disable CA2100 // the schema scripts are this assembly's own resources
            command.CommandText = script;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        command.CommandText = FormattableString.Invariant($"PRAGMA user_version = {scripts.Count}");
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    private static List<string> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith("Durable.Schema.")).Order().Select(Read)];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}
