using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Autocura.Benchmarks.Engine;

/// <summary>
/// The yardstick: one row, one transaction, one wait for the disk, as any program on SQLite can do it. Same settings as the engine's
/// (write-ahead log, synchronous FULL), a compiled statement, and a row as large as a recorded result.
/// </summary>
internal sealed class SingleCommits : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand insert;
    private readonly SqliteParameter payload;

    public SingleCommits(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var schema = connection.CreateCommand();
        schema.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, payload TEXT NOT NULL);";
        schema.ExecuteNonQuery();
        insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (payload) VALUES (?1)";
        payload = insert.Parameters.Add(new SqliteParameter { ParameterName = "?1" });
    }

    public void Commit(string row)
    {
        payload.Value = row;
        insert.ExecuteNonQuery();
    }

    /// <summary>Transactions a second, over so many.</summary>
    public static double Measure(string path, int transactions)
    {
        using var commits = new SingleCommits(path);
        var row = new string('x', 200);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < transactions; i++) commits.Commit(row);
        return transactions / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose()
    {
        insert.Dispose();
        connection.Dispose();
    }
}
