using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Tables;

/// <summary>Makes the Table that kubectl prints from objects of one kind.</summary>
internal static class TableWriter
{
    /// <summary>A table of these objects. A watch sends its columns only once.</summary>
    public static JsonObject Write(ResourceType type, IEnumerable<JsonObject> objects, DateTimeOffset now, string includeObject, bool withColumns = true)
    {
        var shape = TableCatalog.For(type);
        var table = new JsonObject { ["kind"] = "Table", ["apiVersion"] = "meta.k8s.io/v1", ["metadata"] = new JsonObject() };
        table["columnDefinitions"] = withColumns ? new JsonArray([.. shape.Columns.Select(Definition)]) : new JsonArray();
        table["rows"] = new JsonArray([.. objects.Select(obj => (JsonNode)Row(shape, obj, now, includeObject))]);
        return table;
    }

    private static JsonNode Definition(TableColumn column) => new JsonObject
    {
        ["name"] = column.Name,
        ["type"] = column.Type,
        ["format"] = column.Format,
        ["description"] = column.Description,
        ["priority"] = column.Priority,
    };

    private static JsonObject Row(TableShape shape, JsonObject obj, DateTimeOffset now, string includeObject)
    {
        var row = new JsonObject { ["cells"] = new JsonArray([.. shape.Columns.Select(column => column.Cell(obj, now))]) };
        if (includeObject == "Object")
        {
            row["object"] = obj.Copy();
        }
        else if (includeObject != "None")
        {
            row["object"] = Partial(obj);
        }

        return row;
    }

    /// <summary>Only the metadata of an object.</summary>
    public static JsonObject Partial(JsonObject obj) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = obj["metadata"]?.DeepClone(),
    };
}
