using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Comparison;

/// <summary>
/// Gives an object the meaning of another state of it: each field that differs is set or removed on trial, and stays so only when the meaning of the object changed
/// by it. What the cluster filled in, injected or keeps for itself stays as it is.
/// </summary>
internal sealed class SemanticMerge
{
    /// <summary>A field may mean something only once another is set, such as the numbers of a strategy.</summary>
    private const int MostPasses = 4;

    private static readonly string[] NeverMerged = ["apiVersion", "kind", "status"];
    private static readonly string[] Declared = ["labels", "annotations"];

    private readonly JsonObject target;
    private readonly bool isAutoscaled;
    private readonly IReadOnlyList<string> only;
    private string meaning;

    private SemanticMerge(JsonObject target, bool isAutoscaled, IReadOnlyList<string> only)
    {
        this.target = target;
        this.isAutoscaled = isAutoscaled;
        this.only = only;
        meaning = Meaning();
    }

    /// <param name="target">The object as it is; it is changed.</param>
    /// <param name="good">The state to return to.</param>
    /// <param name="isAutoscaled">An autoscaler decides on its replicas.</param>
    /// <param name="only">The fields to return, with all below them ("spec.replicas"); all when there are none.</param>
    public static void Into(JsonObject target, JsonObject good, bool isAutoscaled, IReadOnlyList<string> only)
    {
        var merge = new SemanticMerge(target, isAutoscaled, only);
        for (var pass = 0; pass < MostPasses && merge.Pass(good); pass++)
        {
            // again, as long as something changes
        }
    }

    private bool Pass(JsonObject good)
    {
        var before = meaning;
        Merge(target, good, "");
        return meaning != before;
    }

    private void Merge(JsonObject now, JsonObject good, string path)
    {
        foreach (var name in now.Select(field => field.Key).Union(good.Select(field => field.Key)).Where(name => IsMerged(path, name)).ToList())
        {
            var below = path.Length == 0 ? name : $"{path}.{name}";
            switch (now[name], good[name])
            {
                case var (old, wanted) when JsonNode.DeepEquals(old, wanted):
                    break;
                case (JsonObject old, JsonObject wanted):
                    Merge(old, wanted, below);
                    break;
                case (JsonObject old, null) when Declared.Contains(name):
                    Merge(old, [], below); // one by one: those that tools keep for themselves stay
                    break;
                case (JsonArray old, JsonArray wanted) when ListShape.KeysOf(name, old) is { } has && ListShape.KeysOf(name, wanted) is { } wants:
                    Merge((old, has), (wanted, wants), below);
                    break;
                default:
                    Try(below, now, () => Set(now, name, good));
                    break;
            }
        }
    }

    private void Merge((JsonArray Items, IReadOnlyList<string> Keys) now, (JsonArray Items, IReadOnlyList<string> Keys) good, string path)
    {
        var old = now.Keys.Zip(now.Items.OfType<JsonObject>()).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var (key, wanted) in good.Keys.Zip(good.Items.OfType<JsonObject>()))
        {
            if (old.Remove(key, out var there))
            {
                Merge(there, wanted, $"{path}[{key}]");
            }
            else
            {
                var place = Math.Min(good.Items.IndexOf(wanted), now.Items.Count);
                Try($"{path}[{key}]", now.Items, () => now.Items.Insert(place, wanted.DeepClone()));
            }
        }

        foreach (var (key, surplus) in old)
        {
            Try($"{path}[{key}]", now.Items, () => now.Items.Remove(surplus));
        }
    }

    /// <summary>Makes a change in a field or list, and takes it back when it means nothing.</summary>
    private void Try(string path, JsonNode parent, Action change)
    {
        if (only.Count > 0 && !only.Any(field => path == field || path.StartsWith($"{field}.", StringComparison.Ordinal) || path.StartsWith($"{field}[", StringComparison.Ordinal)))
        {
            return;
        }

        var before = parent.DeepClone();
        change();
        var after = Meaning();
        if (after == meaning)
        {
            Restore(parent, before);
        }

        meaning = after;
    }

    private static void Restore(JsonNode parent, JsonNode before)
    {
        if (parent is JsonArray list)
        {
            var items = before.AsArray().ToList();
            before.AsArray().Clear();
            list.Clear();
            items.ForEach(list.Add);
            return;
        }

        var (fields, old) = (parent.AsObject(), before.AsObject());
        foreach (var name in fields.Select(field => field.Key).Union(old.Select(field => field.Key)).Where(name => !JsonNode.DeepEquals(fields[name], old[name])).ToList())
        {
            Set(fields, name, old);
        }
    }

    private static void Set(JsonObject fields, string name, JsonObject like)
    {
        if (like.TryGetPropertyValue(name, out var value))
        {
            fields[name] = value?.DeepClone();
        }
        else
        {
            fields.Remove(name);
        }
    }

    private static bool IsMerged(string path, string name) => path switch
    {
        "" => !NeverMerged.Contains(name),
        "metadata" => Declared.Contains(name),
        _ => true,
    };

    private string Meaning() => NormalForm.HashOf(NormalForm.Of(target, isAutoscaled));
}
