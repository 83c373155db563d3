using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Authorization;

/// <summary>The roles and bindings that every cluster has from its first start, from <c>roles.yaml</c>.</summary>
internal static class DefaultRoles
{
    private const string Resource = "Cluster.Authorization.roles.yaml";
    private const string Group = "rbac.authorization.k8s.io";

    /// <summary>Role and binding objects, without apiVersion.</summary>
    public static IEnumerable<JsonObject> Load()
    {
        using var reader = new StreamReader(typeof(DefaultRoles).Assembly.GetManifestResourceStream(Resource)!);
        return [.. YamlTree.Parse(reader.ReadToEnd())!.AsArray().OfType<JsonObject>().Select(entry => entry.Text("role") is null ? Role(entry) : Binding(entry))];
    }

    private static JsonObject Role(JsonObject entry)
    {
        var role = Object(entry);
        role["rules"] = entry["rules"]?.DeepClone() ?? new JsonArray();
        if (entry["aggregates"] is JsonArray aggregates)
        {
            role["aggregationRule"] = new JsonObject
            {
                ["clusterRoleSelectors"] = new JsonArray([.. aggregates.Select(name => new JsonObject { ["matchLabels"] = new JsonObject { [$"{Group}/aggregate-to-{name.Text()}"] = "true" } })]),
            };
        }

        return role;
    }

    private static JsonObject Binding(JsonObject entry)
    {
        var binding = Object(entry);
        binding["roleRef"] = new JsonObject { ["apiGroup"] = Group, ["kind"] = "ClusterRole", ["name"] = entry.Text("role") };
        binding["subjects"] = new JsonArray([.. entry.Items("groups").Select(group => new JsonObject { ["apiGroup"] = Group, ["kind"] = "Group", ["name"] = group.Text() })]);
        return binding;
    }

    private static JsonObject Object(JsonObject entry)
    {
        var labels = entry.Child("labels")?.Copy() ?? [];
        labels["kubernetes.io/bootstrapping"] = "rbac-defaults";
        return new()
        {
            ["kind"] = entry.Text("kind"),
            ["metadata"] = new JsonObject
            {
                ["name"] = entry.Text("name"),
                ["labels"] = labels,
                ["annotations"] = new JsonObject { [$"{Group}/autoupdate"] = "true" },
            },
        };
    }
}
