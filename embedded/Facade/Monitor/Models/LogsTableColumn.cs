namespace Azure.Monitor.Query.Models;

/// <summary>A column of an answer.</summary>
public class LogsTableColumn
{
    internal LogsTableColumn(string name) => Name = name;

    /// <summary>The name that the query gave it.</summary>
    public string Name { get; }
}
