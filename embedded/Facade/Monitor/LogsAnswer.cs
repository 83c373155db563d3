using System.Text.Json;
using Azure.Monitor.Query.Models;

namespace Azure.Monitor.Query;

/// <summary>Reads the service's answer: tables of named, typed columns, and an error beside them when they are not whole.</summary>
internal static class LogsAnswer
{
    public static LogsQueryResult Read(BinaryData content)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        var tables = root.TryGetProperty("tables", out var all) ? all.EnumerateArray().Select(Table).ToList() : [];
        var error = root.TryGetProperty("error", out var problem) && problem.ValueKind == JsonValueKind.Object
            ? new ResponseError(Text(problem, "code"), Text(problem, "message"))
            : null;
        return new LogsQueryResult(tables, error);
    }

    private static LogsTable Table(JsonElement table)
    {
        var columns = table.GetProperty("columns").EnumerateArray().Select(column => new LogsTableColumn(Text(column, "name") ?? "")).ToList();
        var rows = table.GetProperty("rows").EnumerateArray().Select(row => new LogsTableRow(columns, [.. row.EnumerateArray().Select(cell => cell.Clone())])).ToList();
        return new LogsTable(columns, rows);
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
