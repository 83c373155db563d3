using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>One connection to the database with its tables. It is used by one thread at a time.</summary>
internal sealed class StoreConnection : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement rollback;
    private readonly Statement savepoint;
    private readonly Statement release;
    private readonly Statement undo;

    /// <summary>Takes over an open connection to a database whose schema is current.</summary>
    public StoreConnection(SqliteConnection connection)
    {
        this.connection = connection;
        Instances = new(connection);
        History = new(connection);
        Inbox = new(connection);
        Activities = new(connection);
        Timers = new(connection);
        begin = new(connection, "BEGIN IMMEDIATE");
        commit = new(connection, "COMMIT");
        rollback = new(connection, "ROLLBACK");
        savepoint = new(connection, "SAVEPOINT request");
        release = new(connection, "RELEASE request");
        undo = new(connection, "ROLLBACK TO request");
    }

    public SqliteInstances Instances { get; }

    public SqliteHistory History { get; }

    public SqliteInbox Inbox { get; }

    public SqliteActivities Activities { get; }

    public SqliteTimers Timers { get; }

    /// <summary>False after SQLite has rolled back by itself, as it does when the disk is full.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    public void Begin() => begin.Execute();

    public void Commit() => commit.Execute();

    public void Rollback() => rollback.Execute();

    /// <summary>Runs one request of a transaction so that its failure undoes it alone.</summary>
    public void Isolated(Action request)
    {
        savepoint.Execute();
        try
        {
            request();
        }
        catch
        {
            if (InTransaction)
            {
                undo.Execute();
                release.Execute();
            }

            throw;
        }

        release.Execute();
    }

    public void Dispose() => connection.Dispose();
}
