using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Environments;

namespace Autocura.Cluster.Environments;

/// <summary>
/// Makes an object of a copy: declared state alone, in the target namespace, marked with whose it is and what it is a copy of. Marks by which tools and clouds know an object,
/// such as a GitOps tool's or an identity's, stay with the source: whoever goes by them would take the copy for it.
/// </summary>
internal sealed record CopyStamp(EnvironmentOrder Order, string Source, string Target)
{
    private static readonly string[] Described = ["app.kubernetes.io/name", "app.kubernetes.io/component", "app.kubernetes.io/part-of", "app.kubernetes.io/version"];

    /// <summary>A copy of an object of the source, without what only its server, its owners or its status say.</summary>
    public JsonObject Copy(ResourceKind kind, JsonObject source)
    {
        var copy = Make(kind, source.Name(), $"{kind.Kind} {Source}/{source.Name()}");
        foreach (var (name, value) in source.Map("metadata", "labels").Where(label => !label.Key.Contains('/') || Described.Contains(label.Key)))
        {
            copy["metadata"]!["labels"]![name] = value;
        }

        foreach (var (name, value) in source.Where(field => field.Key is not ("apiVersion" or "kind" or "metadata" or "status")))
        {
            copy[name] = value?.DeepClone();
        }

        return copy;
    }

    /// <summary>An object that only the copy has.</summary>
    public JsonObject Make(ResourceKind kind, string name, string copyOf = "")
    {
        var annotations = new JsonObject { [EnvironmentNames.Owner] = $"{Order.Namespace}/{Order.Name}" };
        if (copyOf.Length > 0)
        {
            annotations[EnvironmentNames.CopyOf] = copyOf;
        }

        var metadata = new JsonObject { ["name"] = name, ["labels"] = new JsonObject { [EnvironmentNames.Label] = Order.Uid }, ["annotations"] = annotations };
        if (kind.Namespaced)
        {
            metadata["namespace"] = Target;
        }

        return new JsonObject { ["apiVersion"] = kind.ApiVersion, ["kind"] = kind.Kind, ["metadata"] = metadata };
    }
}
