using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>
/// The database file: one connection that writes and a few that read beside it. A commit is on disk when it returns (write-ahead
/// log, synchronous FULL unless told otherwise), so a killed process loses nothing it had acknowledged.
/// </summary>
internal sealed class Database : IDisposable
{
    // Readers that begin at the same moment get into each other's way, and this build of SQLite then sleeps for a whole second. Reads are short: two at once are enough.
    private const int Readers = 2;

    private readonly string path;
    private readonly Durability durability;
    private readonly FileOwnership ownership;
    private readonly BlockingCollection<StoreConnection> readers = new(new ConcurrentStack<StoreConnection>());

    private Database(string path, Durability durability, FileOwnership ownership)
    {
        this.path = path;
        this.durability = durability;
        this.ownership = ownership;
        DatabaseFile.Prepare(path, Open, Migrations.OfTheEngine);
        using (var connection = Open(path)) Migrations.OfTheEngine.Apply(connection);
        Writer = new StoreConnection(Open(path));
        for (var i = 0; i < Readers; i++) readers.Add(new StoreConnection(Open(path)));
    }

    /// <summary>The only connection that writes.</summary>
    public StoreConnection Writer { get; }

    /// <summary>Opens or creates the file and brings its schema up to date.</summary>
    /// <exception cref="DurableStoreException">Another process has it open, or it cannot be used.</exception>
    public static Database Open(string path, Durability durability = Durability.Full)
    {
        SQLitePCL.Batteries_V2.Init();
        var full = Path.GetFullPath(path);
        var owned = FileOwnership.Take(full);
        try
        {
            return new Database(full, durability, owned);
        }
        catch (Exception problem)
        {
            owned.Dispose();
            if (problem is SqliteException or IOException or UnauthorizedAccessException) throw DurableStoreException.From(full, problem);
            throw;
        }
    }

    /// <summary>Reads from the last committed state, beside the writer.</summary>
    public T Read<T>(Func<StoreConnection, T> query)
    {
        var reader = readers.Take();
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
        for (var i = 0; i < Readers; i++) readers.Take().Dispose();
        readers.Dispose();
        Writer.Dispose();
        ownership.Dispose();
    }

    private SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Configure(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Configure(SqliteConnection connection)
    {
        using var settings = connection.CreateCommand();
        settings.CommandText = $"PRAGMA journal_mode = WAL; PRAGMA synchronous = {(durability == Durability.Full ? "FULL" : "OFF")}; PRAGMA busy_timeout = 10000; PRAGMA temp_store = MEMORY; " +
            "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000;";
        settings.ExecuteNonQuery();
    }
}
