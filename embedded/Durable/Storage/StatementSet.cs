using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>All statements of one connection. They have to be released before it: SQLite keeps a file open as long as one of them lives.</summary>
internal sealed class StatementSet(SqliteConnection connection) : IDisposable
{
    private readonly List<Statement> statements = [];

    public IReadOnlyList<Statement> All => statements;

    public Statement Add(string sql)
    {
        var statement = new Statement(connection, sql);
        statements.Add(statement);
        return statement;
    }

    public void Dispose() => statements.ForEach(statement => statement.Dispose());
}
