using System.Text.Json.Nodes;

namespace Autocura.Support.Chaos.Invariants;

/// <summary>What is taken back leaves the object as it was declared before, but for what somebody else changed meanwhile.</summary>
internal sealed class Restored : IInvariant
{
    private static readonly string[] NotDeclared = ["autocura.io/last-remediation", "deployment.kubernetes.io/revision"];

    public string Promise => "the state before is restored by an undo";

    public IEnumerable<string> Broken(ChaosRecord record)
    {
        foreach (var deed in Deed.Of(record).Where(deed => deed.Undone is not null))
        {
            var others = record.Seen.Any(seen => seen.Key == deed.Done.Key && seen.Version > deed.Done.Version && seen.Version < deed.Undone!.Version && seen.By.Length == 0
                && seen is { Before: not null, After: not null } && Declared(seen.Before) != Declared(seen.After));
            if (!others && Declared(deed.Done.Before!) is var before && Declared(deed.Undone!.After!) is var after && before != after)
            {
                yield return $"{deed.Target} was {before} and is {after} after the undo of {deed.Plan}";
            }
        }
    }

    private static string Declared(JsonObject found)
    {
        var declared = found.DeepClone().AsObject();
        var metadata = declared["metadata"]!.AsObject();
        declared.Remove("status");
        declared["metadata"] = new JsonObject { ["labels"] = metadata["labels"]?.DeepClone(), ["annotations"] = Annotations(metadata["annotations"] as JsonObject) };
        if (declared["spec"]?["taints"] is JsonArray taints)
        {
            // The cluster marks a cordoned node by itself.
            declared["spec"]!["taints"] = new JsonArray([.. taints.Where(taint => taint!["key"]!.GetValue<string>().StartsWith("node.kubernetes.io/", StringComparison.Ordinal) is false).Select(taint => taint!.DeepClone())]);
        }

        return Sorted(declared)!.ToJsonString();
    }

    private static JsonObject? Annotations(JsonObject? annotations)
    {
        var declared = (annotations ?? []).Where(one => !NotDeclared.Contains(one.Key)).ToDictionary(one => one.Key, one => one.Value?.DeepClone());
        return declared.Count == 0 ? null : new JsonObject(declared);
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Where(field => field.Value is not null and not JsonArray { Count: 0 }).OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
