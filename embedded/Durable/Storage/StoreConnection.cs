using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>One connection to the database with its tables. It is used by one thread at a time.</summary>
internal sealed class StoreConnection : IDisposable
{
    private readonly StatementSet statements;
    private readonly Statement begin;
    private readonly Statement commit;
    private readonly Statement rollback;
    private readonly Statement savepoint;
    private readonly Statement release;
    private readonly Statement undo;

    /// <summary>Takes over an open connection to a database whose schema is current.</summary>
    public StoreConnection(SqliteConnection connection)
    {
        Connection = connection;
        statements = new(connection);
        Instances = new(statements);
        History = new(statements);
        Inbox = new(statements);
        Activities = new(statements);
        Timers = new(statements);
        begin = statements.Add("BEGIN IMMEDIATE");
        commit = statements.Add("COMMIT");
        rollback = statements.Add("ROLLBACK");
        savepoint = statements.Add("SAVEPOINT request");
        release = statements.Add("RELEASE request");
        undo = statements.Add("ROLLBACK TO request");
    }

    /// <summary>Every statement that is ever run on it.</summary>
    public IReadOnlyList<Statement> Statements => statements.All;

    /// <summary>For what concerns no table: settings of the connection.</summary>
    public SqliteConnection Connection { get; }

    public SqliteInstances Instances { get; }

    public SqliteHistory History { get; }

    public SqliteInbox Inbox { get; }

    public SqliteActivities Activities { get; }

    public SqliteTimers Timers { get; }

    /// <summary>False after SQLite has rolled back by itself, as it does when the disk is full.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(Connection.Handle) == 0;

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

    public void Dispose()
    {
        statements.Dispose();
        Connection.Dispose();
    }
}
