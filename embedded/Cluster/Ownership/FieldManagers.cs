using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Ownership;

/// <summary>One writer's entry in managedFields.</summary>
internal sealed record FieldManager(string Name, string Operation, string ApiVersion, string Subresource)
{
    private const string FieldsName = "fieldsV1";

    private readonly JsonObject? source;
    private FieldSet? fields;

    /// <summary>When it last changed something.</summary>
    public required string Time { get; init; }

    /// <summary>What it owns.</summary>
    public required FieldSet Fields
    {
        get => fields ??= FieldSet.Parse(Source.Child(FieldsName));
        init => (fields, source) = (value, null);
    }

    /// <summary>Whether two entries are of the same writer writing in the same way.</summary>
    public bool IsSame(FieldManager other) =>
        (Name, Operation, Subresource) == (other.Name, other.Operation, other.Subresource) && (Operation == "Apply" || ApiVersion == other.ApiVersion);

    /// <summary>Whether it owns nothing.</summary>
    public bool IsEmpty => Source is null ? Fields.IsEmpty : Source.Child(FieldsName) is null;

    // The entry as it was read, for as long as nothing has been changed in it: most entries are written again as they are.
    private JsonObject? Source
    {
        get => source;
        init => (source, fields) = (value, null);
    }

    /// <summary>An entry as it stands in an object.</summary>
    public static FieldManager Read(JsonObject entry) =>
        new(entry.Text("manager") ?? "", entry.Text("operation") ?? "Update", entry.Text("apiVersion") ?? "", entry.Text("subresource") ?? "")
        {
            Time = entry.Text("time") ?? "",
            Fields = FieldSet.Empty,
            Source = entry,
        };

    /// <summary>The same writer, who no longer owns these fields.</summary>
    public FieldManager Without(FieldSet taken)
    {
        var concerns = Source is null || taken.Children.Keys.Any(key => Source.At(FieldsName, key) is not null);
        return concerns && !Fields.IsDisjoint(taken) ? this with { Fields = Fields.Except(taken) } : this;
    }

    public JsonObject ToJson()
    {
        if (Source is not null && Source.Text("time") == Time)
        {
            return Source.Copy();
        }

        var json = new JsonObject
        {
            ["manager"] = Name,
            ["operation"] = Operation,
            ["apiVersion"] = ApiVersion,
            ["time"] = Time,
            ["fieldsType"] = "FieldsV1",
            [FieldsName] = Fields.ToJson(),
        };
        if (Subresource.Length > 0)
        {
            json["subresource"] = Subresource;
        }

        return json;
    }
}

/// <summary><c>metadata.managedFields</c>: which writer owns what.</summary>
internal static class FieldManagers
{
    // Identity and bookkeeping belong to the server; the rest of metadata has owners like any field.
    private static readonly FieldSet Unowned = FieldSet.Parse(JsonNode.Parse(
        """
        {"f:apiVersion":{},"f:kind":{},"f:metadata":{".":{},"f:name":{},"f:generateName":{},"f:namespace":{},"f:uid":{},"f:resourceVersion":{},"f:generation":{},
        "f:creationTimestamp":{},"f:deletionTimestamp":{},"f:deletionGracePeriodSeconds":{},"f:selfLink":{}}}
        """)!.AsObject());

    public static IReadOnlyList<FieldManager> Read(JsonObject? obj) => [.. obj.Items("metadata", "managedFields").OfType<JsonObject>().Select(FieldManager.Read)];

    public static void Write(JsonObject obj, IEnumerable<FieldManager> managers)
    {
        var entries = managers.Where(manager => !manager.IsEmpty)
            .OrderBy(manager => manager.Operation == "Apply" ? 0 : 1)
            .ThenBy(manager => manager.Time, StringComparer.Ordinal)
            .ThenBy(manager => manager.Name, StringComparer.Ordinal)
            .ThenBy(manager => manager.ApiVersion, StringComparer.Ordinal)
            .ThenBy(manager => manager.Subresource, StringComparer.Ordinal)
            .Select(manager => (JsonNode)manager.ToJson())
            .ToArray();
        var metadata = obj.Ensure("metadata");
        metadata.Remove("managedFields");
        if (entries.Length > 0)
        {
            metadata["managedFields"] = new JsonArray(entries);
        }
    }

    public static FieldSet Owned(FieldSet fields)
    {
        var metadata = fields.Child("f:metadata");
        var managed = FieldSet.Of(metadata.Children.Where(child => child.Key != "f:managedFields"));
        var children = fields.Children.Where(child => child.Key != "f:metadata").Append(KeyValuePair.Create("f:metadata", managed));
        return FieldSet.Of(children).Except(Unowned);
    }
}
