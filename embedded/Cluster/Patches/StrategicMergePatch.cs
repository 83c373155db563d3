using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster.Patches;

/// <summary>
/// Strategic merge patch: a merge patch that knows by which field the elements of a list are told apart, with the directives
/// <c>$patch</c>, <c>$retainKeys</c>, <c>$setElementOrder</c> and <c>$deleteFromPrimitiveList</c>.
/// </summary>
internal static class StrategicMergePatch
{
    private const string Patch = "$patch";
    private const string RetainKeys = "$retainKeys";
    private const string ElementOrder = "$setElementOrder/";
    private const string DeleteFromList = "$deleteFromPrimitiveList/";

    public static JsonObject Apply(JsonObject target, JsonObject patch, SchemaNode schema)
    {
        switch (patch.Text(Patch))
        {
            case "replace":
                var replacement = patch.Copy();
                replacement.Remove(Patch);
                return replacement;
            case "delete":
                return [];
        }

        if (patch[RetainKeys] is JsonArray kept)
        {
            var names = kept.Select(name => name.Text()).ToHashSet();
            foreach (var name in target.Select(field => field.Key).Where(name => !names.Contains(name)).ToList())
            {
                target.Remove(name);
            }
        }

        foreach (var (name, value) in patch.Where(field => !field.Key.StartsWith('$')))
        {
            ApplyField(target, name, value, schema.Member(name) ?? SchemaNode.Any);
        }

        foreach (var (name, value) in patch.Where(field => field.Key.StartsWith(DeleteFromList, StringComparison.Ordinal)))
        {
            DeleteValues(target[name[DeleteFromList.Length..]] as JsonArray, value as JsonArray);
        }

        foreach (var (name, value) in patch.Where(field => field.Key.StartsWith(ElementOrder, StringComparison.Ordinal)))
        {
            var field = name[ElementOrder.Length..];
            Reorder(target, field, value as JsonArray ?? [], schema.Member(field) ?? SchemaNode.Any);
        }

        return target;
    }

    private static void ApplyField(JsonObject target, string name, JsonNode? value, SchemaNode schema)
    {
        if (value is null)
        {
            target.Remove(name);
        }
        else if (value is JsonObject change)
        {
            ApplyObject(target, name, change, schema);
        }
        else if (value is JsonArray changes && schema.ListKind != ListKind.Atomic)
        {
            var present = target[name] as JsonArray ?? [];
            target[name] = schema.ListKind == ListKind.Set ? Join(present, changes) : Merge(present, changes, schema);
        }
        else
        {
            target[name] = value.DeepClone();
        }
    }

    private static void ApplyObject(JsonObject target, string name, JsonObject change, SchemaNode schema)
    {
        if (change.Text(Patch) == "delete")
        {
            target.Remove(name);
            return;
        }

        target[name] = Apply(target[name] is JsonObject present ? present.Copy() : [], change, schema);
    }

    private static JsonArray Join(JsonArray present, JsonArray changes)
    {
        var joined = present.Select(value => value?.DeepClone()).ToList();
        joined.AddRange(changes.Where(value => !joined.Exists(known => JsonNode.DeepEquals(known, value))).Select(value => value?.DeepClone()));
        return new JsonArray([.. joined]);
    }

    private static JsonArray Merge(JsonArray present, JsonArray changes, SchemaNode schema)
    {
        var key = schema.ListKeys[0];
        if (changes.FirstOrDefault(change => change.Text(Patch) == "replace") is { } directive)
        {
            return new JsonArray([.. changes.Where(change => change != directive).Select(change => change?.DeepClone())]);
        }

        var merged = present.Select(element => element?.DeepClone()).ToList();
        foreach (var change in changes.OfType<JsonObject>())
        {
            if (change[key] is not { } id)
            {
                throw ApiStatusException.BadRequest($"map: {change.ToJsonString()} does not contain declared merge key: {key}");
            }

            var at = merged.FindIndex(element => JsonNode.DeepEquals(element.At(key), id));
            if (change.Text(Patch) == "delete")
            {
                merged.RemoveAll(element => JsonNode.DeepEquals(element.At(key), id));
            }
            else if (at < 0)
            {
                merged.Add(Apply([], change, schema.Items!));
            }
            else
            {
                merged[at] = Apply((JsonObject)merged[at]!, change, schema.Items!);
            }
        }

        return new JsonArray([.. merged]);
    }

    private static void DeleteValues(JsonArray? list, JsonArray? gone)
    {
        foreach (var value in gone ?? [])
        {
            if (list?.FirstOrDefault(element => JsonNode.DeepEquals(element, value)) is { } found)
            {
                list.Remove(found);
            }
        }
    }

    // What the order does not name keeps its place behind what it names.
    private static void Reorder(JsonObject target, string field, JsonArray order, SchemaNode schema)
    {
        if (target[field] is not JsonArray list || schema.ListKind == ListKind.Atomic)
        {
            return;
        }

        var rank = order.Select((element, index) => (Id: Id(element), index)).DistinctBy(entry => entry.Id).ToDictionary(entry => entry.Id, entry => entry.index);
        target[field] = new JsonArray([.. list.OrderBy(element => rank.GetValueOrDefault(Id(element), int.MaxValue)).Select(element => element?.DeepClone())]);

        string Id(JsonNode? element) => (schema.ListKind == ListKind.Set ? element : element.At(schema.ListKeys[0]))?.ToJsonString() ?? "";
    }
}
