using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster.Ownership;

/// <summary>
/// Server-side apply: what the manager states is merged in; what it stated before and states no more is removed, unless others
/// own it too; changing what others own is a conflict, unless forced.
/// </summary>
internal sealed class ServerSideApply(SchemaNode schema, Actor actor, string subresource, string now)
{
    /// <summary>The object after applying. <paramref name="live"/> is null when it does not exist yet.</summary>
    public JsonObject Apply(JsonObject? live, JsonObject stated, bool force)
    {
        var known = FieldManagers.Read(live);
        var author = new FieldManager(actor.FieldManager, "Apply", stated.ApiVersion(), subresource)
        {
            Time = now,
            Fields = FieldManagers.Owned(FieldSet.Of(stated, schema)),
        };
        var others = known.Where(manager => !manager.IsSame(author)).ToList();
        var merged = live is null ? stated.Copy() : (JsonObject)Merge(live, stated, schema);
        var changed = FieldManagers.Owned(FieldSet.Changed(live, merged, schema)).Intersect(author.Fields);
        RefuseConflicts(others, changed, force);

        var earlier = known.FirstOrDefault(author.IsSame);
        var before = earlier?.Fields ?? FieldSet.Empty;
        var ownedByOthers = others.Aggregate(FieldSet.Empty, (all, manager) => all.Union(manager.Fields));
        Remove(merged, before.Except(author.Fields).Except(ownedByOthers), schema);

        // The time of an entry tells when the manager last changed something, so it must not move without a change.
        if (earlier is not null && changed.IsEmpty && before.IsSame(author.Fields))
        {
            author = author with { Time = earlier.Time };
        }

        FieldManagers.Write(merged, others.Select(manager => manager with { Fields = manager.Fields.Except(changed) }).Append(author));
        return merged;
    }

    private static void RefuseConflicts(List<FieldManager> others, FieldSet changed, bool force)
    {
        var causes = new List<StatusCause>();
        foreach (var other in others)
        {
            var who = $"conflict with \"{other.Name}\"{(other.Subresource.Length > 0 ? $" with subresource \"{other.Subresource}\"" : "")}{(other.Operation == "Apply" ? "" : $" using {other.ApiVersion}")}";
            causes.AddRange(other.Fields.Intersect(changed).Paths().Select(path => new StatusCause(path, "FieldManagerConflict", who)));
        }

        if (causes.Count == 0 || force)
        {
            return;
        }

        var told = causes.GroupBy(cause => cause.Message).Select(group => group.Count() == 1
            ? $"{group.Key}: {group.First().Field}"
            : $"{group.Key.Replace("conflict with", "conflicts with", StringComparison.Ordinal)}:{string.Concat(group.Select(cause => $"\n- {cause.Field}"))}");
        var message = $"Apply failed with {causes.Count} conflict{(causes.Count == 1 ? "" : "s")}: {string.Join('\n', told)}";
        throw new ApiStatusException(new ApiStatus(409, "Conflict", message) { Causes = causes });
    }

    private static JsonNode Merge(JsonNode? live, JsonNode stated, SchemaNode schema)
    {
        if (live is null || FieldShape.Of(live, schema) != FieldShape.Of(stated, schema))
        {
            return stated.DeepClone();
        }

        return FieldShape.Of(stated, schema) switch
        {
            FieldParts.Fields => MergeFields(live.AsObject(), stated.AsObject(), schema),
            FieldParts.Elements => MergeElements(live.AsArray(), stated.AsArray(), schema),
            _ => stated.DeepClone(),
        };
    }

    private static JsonObject MergeFields(JsonObject live, JsonObject stated, SchemaNode schema)
    {
        var merged = live.Copy();
        foreach (var (name, value) in stated)
        {
            if (value is not null)
            {
                merged[name] = Merge(live[name], value, FieldShape.Member(schema, name));
            }
        }

        return merged;
    }

    private static JsonArray MergeElements(JsonArray live, JsonArray stated, SchemaNode schema)
    {
        var wanted = FieldShape.Elements(stated, schema).DistinctBy(element => element.Key).ToDictionary();
        var present = FieldShape.Elements(live, schema).DistinctBy(element => element.Key).ToList();
        var kept = present.Select(element => wanted.TryGetValue(element.Key, out var value) && value is not null
            ? Merge(element.Value, value, schema.Items!)
            : element.Value?.DeepClone());
        var added = wanted.Where(element => present.TrueForAll(old => old.Key != element.Key)).Select(element => element.Value?.DeepClone());
        return new JsonArray([.. kept, .. added]);
    }

    private static void Remove(JsonNode node, FieldSet fields, SchemaNode schema)
    {
        foreach (var (key, child) in fields.Children)
        {
            if (node is JsonObject obj && key.StartsWith("f:", StringComparison.Ordinal))
            {
                RemoveField(obj, key[2..], child, schema);
            }
            else if (node is JsonArray list && FieldShape.Of(list, schema) == FieldParts.Elements)
            {
                RemoveElement(list, key, child, schema);
            }
        }
    }

    private static void RemoveField(JsonObject obj, string name, FieldSet fields, SchemaNode schema)
    {
        if (fields.IsMember)
        {
            obj.Remove(name);
        }
        else if (obj[name] is { } value)
        {
            Remove(value, fields, FieldShape.Member(schema, name));
            if (value is JsonObject { Count: 0 } or JsonArray { Count: 0 })
            {
                obj.Remove(name);
            }
        }
    }

    private static void RemoveElement(JsonArray list, string key, FieldSet fields, SchemaNode schema)
    {
        var found = FieldShape.Elements(list, schema).FirstOrDefault(element => element.Key == key).Value;
        if (found is null)
        {
            return;
        }

        if (fields.IsMember)
        {
            list.Remove(found);
        }
        else
        {
            Remove(found, fields, schema.Items!);
        }
    }
}
