using System.Collections;
using System.Text.Json;

namespace Azure.Monitor.Query.Models;

/// <summary>A row of an answer.</summary>
public class LogsTableRow : IReadOnlyList<object>
{
    private readonly IReadOnlyList<LogsTableColumn> columns;
    private readonly IReadOnlyList<JsonElement> cells;

    internal LogsTableRow(IReadOnlyList<LogsTableColumn> columns, IReadOnlyList<JsonElement> cells)
    {
        this.columns = columns;
        this.cells = cells;
    }

    /// <summary>How many cells there are.</summary>
    public int Count => cells.Count;

    /// <summary>A cell as the type it came as.</summary>
    public object this[int index] => Value(cells[index])!;

    /// <summary>A cell as text; null when it is empty.</summary>
    public string? GetString(int index) => Value(cells[index])?.ToString();

    IEnumerator<object> IEnumerable<object>.GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<object>)this).GetEnumerator();

    /// <inheritdoc />
    public override string ToString() => string.Join(", ", columns.Zip(cells, (column, cell) => $"{column.Name}: {cell}"));

    private static object? Value(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => cell.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when cell.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => cell.GetDouble(),
        _ => cell.GetRawText(),
    };
}
