using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Tables;

/// <summary>One column and how its cell is found. Priority above 0: only with <c>-o wide</c>.</summary>
internal sealed record TableColumn(string Name, string Type, Func<JsonObject, DateTimeOffset, JsonNode?> Cell, int Priority = 0)
{
    public string Format { get; init; } = "";

    public string Description { get; init; } = "";

    public static TableColumn ObjectName { get; } = new("Name", "string", (obj, _) => obj.Name()) { Format = "name", Description = "Name of the object." };

    public static TableColumn Age { get; } = new("Age", "string", (obj, now) => HumanDuration.Since(obj.Time("metadata", "creationTimestamp"), now)) { Description = "Time since the object was created." };

    public static TableColumn Text(string name, Func<JsonObject, string?> cell, int priority = 0) => new(name, "string", (obj, _) => cell(obj) ?? "<none>", priority);

    public static TableColumn Number(string name, Func<JsonObject, long?> cell, int priority = 0) => new(name, "integer", (obj, _) => cell(obj) ?? 0, priority);

    public static TableColumn Labels(string name, Func<JsonObject, JsonObject?> selector, int priority = 0) =>
        Text(name, obj => Selectors.LabelSelector.From(selector(obj)).ToString() is { Length: > 0 } text ? text : null, priority);
}

/// <summary>The columns in which one kind is printed.</summary>
internal sealed record TableShape(params IReadOnlyList<TableColumn> Columns);
