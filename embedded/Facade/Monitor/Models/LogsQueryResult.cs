namespace Azure.Monitor.Query.Models;

/// <summary>What a query answered.</summary>
public class LogsQueryResult
{
    internal LogsQueryResult(IReadOnlyList<LogsTable> tables, ResponseError? error)
    {
        AllTables = tables;
        Error = error;
    }

    /// <summary>The first table: that of the query's last statement.</summary>
    public LogsTable Table => AllTables[0];

    /// <summary>Why the answer is not whole; null when it is.</summary>
    public ResponseError? Error { get; }

    internal IReadOnlyList<LogsTable> AllTables { get; }
}
