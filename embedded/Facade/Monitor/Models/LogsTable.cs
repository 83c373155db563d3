namespace Azure.Monitor.Query.Models;

/// <summary>A table of an answer.</summary>
public class LogsTable
{
    internal LogsTable(IReadOnlyList<LogsTableColumn> columns, IReadOnlyList<LogsTableRow> rows)
    {
        Columns = columns;
        Rows = rows;
    }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<LogsTableColumn> Columns { get; }

    /// <summary>The rows, in the order of the query.</summary>
    public IReadOnlyList<LogsTableRow> Rows { get; }
}
