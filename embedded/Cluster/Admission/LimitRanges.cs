using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Limit ranges: fill in what containers leave out, and bound single containers, pods and volume claims.</summary>
internal static class LimitRanges
{
    public static void ApplyToPod(ObjectStore store, ObjectKey key, JsonObject spec)
    {
        var limits = Limits(store, key);
        foreach (var container in Containers(spec))
        {
            var resources = limits.Count > 0 ? container.Ensure("resources") : [];
            Fill(resources, "requests", resources.Child("limits"));
            foreach (var bounds in limits.Where(limit => limit.Text("type") == "Container"))
            {
                Fill(resources, "limits", bounds.Child("default"));
                Fill(resources, "limits", bounds.Child("max"));
                Fill(resources, "requests", bounds.Child("defaultRequest"));
                Fill(resources, "requests", bounds.Child("default"));
                Fill(resources, "requests", bounds.Child("max"));
            }
        }

        List<string> wrong =
        [
            .. limits.Where(limit => limit.Text("type") == "Container").SelectMany(bounds => Containers(spec).SelectMany(container => Check(bounds, container.Child("resources") ?? []))),
            .. limits.Where(limit => limit.Text("type") == "Pod").SelectMany(bounds => Check(bounds, Sum(spec))),
        ];
        Refuse(key, wrong);
    }

    public static void ApplyToClaim(ObjectStore store, ObjectKey key, JsonObject claim)
    {
        // A claim has only a request, which is bounded from both sides.
        var request = claim.Child("spec", "resources", "requests")?.Copy() ?? [];
        var resources = new JsonObject { ["requests"] = request, ["limits"] = request.DeepClone() };
        Refuse(key, [.. Limits(store, key).Where(limit => limit.Text("type") == "PersistentVolumeClaim").SelectMany(bounds => Check(bounds, resources))
            .Select(wrong => wrong.Replace("but limit is", "but request is", StringComparison.Ordinal))]);
    }

    private static List<JsonObject> Limits(ObjectStore store, ObjectKey key) =>
        [.. store.List("", "limitranges", key.Namespace).SelectMany(range => range.Items("spec", "limits")).OfType<JsonObject>()];

    private static IEnumerable<JsonObject> Containers(JsonObject spec) => spec.Items("initContainers").Concat(spec.Items("containers")).OfType<JsonObject>();

    private static void Fill(JsonObject resources, string kind, JsonObject? values)
    {
        foreach (var (name, value) in values?.Copy() ?? [])
        {
            resources.Ensure(kind)[name] ??= value?.DeepClone();
        }
    }

    private static JsonObject Sum(JsonObject spec)
    {
        var sum = new JsonObject();
        foreach (var kind in new[] { "requests", "limits" })
        {
            foreach (var group in spec.Items("containers").SelectMany(container => container.Child("resources", kind) ?? []).GroupBy(value => value.Key))
            {
                sum.Ensure(kind)[group.Key] = Quantity.Format(group.Key, group.Sum(value => Quantity.Parse(value.Value?.ToString()) ?? 0));
            }
        }

        return sum;
    }

    private static IEnumerable<string> Check(JsonObject bounds, JsonObject resources)
    {
        var type = bounds.Text("type");
        foreach (var (name, min) in bounds.Child("min") ?? [])
        {
            var request = resources.At("requests", name)?.ToString();
            if (request is null)
            {
                yield return $"minimum {name} usage per {type} is {min}.  No request is specified";
            }
            else if (Quantity.Parse(request) < Quantity.Parse(min?.ToString()))
            {
                yield return $"minimum {name} usage per {type} is {min}, but request is {request}";
            }
        }

        foreach (var (name, max) in bounds.Child("max") ?? [])
        {
            var limit = resources.At("limits", name)?.ToString();
            if (limit is null)
            {
                yield return $"maximum {name} usage per {type} is {max}.  No limit is specified";
            }
            else if (Quantity.Parse(limit) > Quantity.Parse(max?.ToString()))
            {
                yield return $"maximum {name} usage per {type} is {max}, but limit is {limit}";
            }
        }

        foreach (var (name, ratio) in bounds.Child("maxLimitRequestRatio") ?? [])
        {
            var given = Quantity.Parse(resources.At("limits", name)?.ToString()) / (Quantity.Parse(resources.At("requests", name)?.ToString()) is > 0 and var request ? request : null);
            if (given > Quantity.Parse(ratio?.ToString()))
            {
                yield return $"{name} max limit to request ratio per {type} is {ratio}, but provided ratio is {given:0.000000}";
            }
        }
    }

    private static void Refuse(ObjectKey key, List<string> wrong)
    {
        if (wrong.Count > 0)
        {
            throw ApiStatusException.Forbidden(key, wrong.Count == 1 ? wrong[0] : $"[{string.Join(", ", wrong)}]");
        }
    }
}
