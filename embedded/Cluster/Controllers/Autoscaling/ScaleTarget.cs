using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;
using Autocura.Embedded.Cluster.Tables;

namespace Autocura.Embedded.Cluster.Controllers.Autoscaling;

/// <summary>What an autoscaler scales, through its scale subresource: replicas wanted and there, and the pods it counts.</summary>
internal sealed class ScaleTarget
{
    private readonly ScalePaths paths;

    private ScaleTarget(ResourceType type, JsonObject target)
    {
        paths = type.Scale!;
        Key = type.Key(target.Namespace(), target.Name());
        Replicas = (int)(target.Number(JsonPathLookup.Fields(paths.SpecReplicas)) ?? 0);
        CurrentReplicas = (int)(target.Number(JsonPathLookup.Fields(paths.StatusReplicas)) ?? 0);
        Selector = paths.LabelSelector is null ? null : Read(target.At(JsonPathLookup.Fields(paths.LabelSelector)));
    }

    public ObjectKey Key { get; }

    /// <summary>The replicas asked for.</summary>
    public int Replicas { get; }

    /// <summary>The replicas there are.</summary>
    public int CurrentReplicas { get; }

    /// <summary>Null when the target does not say which pods are its own.</summary>
    public LabelSelector? Selector { get; }

    /// <summary>The target, or why it cannot be had.</summary>
    public static (ScaleTarget? Target, string? Failure) Find(ClusterClient client, JsonObject autoscaler)
    {
        var named = autoscaler.At("spec", "scaleTargetRef");
        var type = client.Types.FindKind(named.Text("apiVersion") ?? "v1", named.Text("kind"));
        if (type?.Scale is null)
        {
            return (null, type is null
                ? $"no matches for kind \"{named.Text("kind")}\" in group \"{named.Text("apiVersion")?.Split('/') switch { [var group, _] => group, _ => "" }}\""
                : "the server could not find the requested resource");
        }

        var name = named.Text("name") ?? "";
        return client.Find(type.Key(autoscaler.Namespace(), name)) is { } target
            ? (new ScaleTarget(type, target), null)
            : (null, $"{type.GroupResource} \"{name}\" not found");
    }

    public void Scale(ClusterClient client, int replicas) => client.Update(Key, target =>
    {
        var path = JsonPathLookup.Fields(paths.SpecReplicas);
        target.Ensure(path.AsSpan(..^1))[path[^1]] = replicas;
    });

    private static LabelSelector? Read(JsonNode? selector) => selector switch
    {
        JsonObject labels => LabelSelector.OfWorkload(labels),
        _ when selector.Text() is { Length: > 0 } text => LabelSelector.Parse(text),
        _ => null,
    };
}
