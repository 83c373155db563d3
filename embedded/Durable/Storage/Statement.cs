using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>
/// One SQL statement, compiled when it is first run and kept. Parameters are ?1, ?2 and so on. It speaks to SQLite directly: the engine runs a
/// dozen statements for each step of an orchestration, and a command and a reader for each of them cost more than the database does.
/// </summary>
internal sealed class Statement(SqliteConnection connection, string sql) : IDisposable
{
    private sqlite3_stmt? compiled;

    public string Sql => sql;

    /// <summary>Runs it and tells how many rows it has changed.</summary>
    public int Execute(params ReadOnlySpan<SqlValue> values)
    {
        var statement = Bind(values);
        try
        {
            while (Step(statement)) { }
            return raw.sqlite3_changes(connection.Handle);
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public List<T> Query<T>(Func<Row, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Bind(values);
        try
        {
            var rows = new List<T>();
            while (Step(statement)) rows.Add(read(new Row(statement)));
            return rows;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public T? First<T>(Func<Row, T> read, params ReadOnlySpan<SqlValue> values)
    {
        var statement = Bind(values);
        try
        {
            return Step(statement) ? read(new Row(statement)) : default;
        }
        finally
        {
            raw.sqlite3_reset(statement);
        }
    }

    public void Dispose() => compiled?.Dispose();

    private sqlite3_stmt Bind(ReadOnlySpan<SqlValue> values)
    {
        var statement = compiled ??= Compile();
        for (var i = 0; i < values.Length; i++) Demand(values[i].Bind(statement, i + 1));
        return statement;
    }

    private sqlite3_stmt Compile()
    {
        Demand(raw.sqlite3_prepare_v3(connection.Handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement));
        return statement;
    }

    /// <summary>True when there is a row, false at the end.</summary>
    private bool Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        if (result is raw.SQLITE_ROW or raw.SQLITE_DONE) return result == raw.SQLITE_ROW;
        Demand(result);
        return false;
    }

    private void Demand(int result) => SqliteException.ThrowExceptionForRC(result, connection.Handle);
}
