using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Selectors;

namespace Autocura.Embedded.Cluster.Authorization;

/// <summary>Keeps ClusterRoles that are made of others (<c>aggregationRule</c>) in step with them.</summary>
internal sealed class AggregatedRoles : IDisposable
{
    private const string Group = "rbac.authorization.k8s.io";
    private const string Plural = "clusterroles";
    private readonly ObjectStore store;
    private readonly IDisposable observing;

    public AggregatedRoles(ObjectStore store)
    {
        this.store = store;
        observing = store.Observe(Follow);
    }

    public void Dispose() => observing.Dispose();

    private void Follow(ObjectChange change)
    {
        if (change.Key is { Group: Group, Plural: Plural })
        {
            store.Batch(Gather);
        }
    }

    private void Gather()
    {
        var roles = store.List(Group, Plural);
        foreach (var role in roles.Where(role => role.Child("aggregationRule") is not null))
        {
            var rules = RulesFor(role, roles);
            if (!JsonNode.DeepEquals(role["rules"], rules))
            {
                store.Update(new(Group, Plural, null, role.Name()), changed => With(changed, rules), Actor.Controller("clusterrole-aggregation-controller"));
            }
        }
    }

    private static JsonArray RulesFor(JsonObject role, IReadOnlyList<JsonObject> roles)
    {
        var selectors = role.Items("aggregationRule", "clusterRoleSelectors").Select(selector => LabelSelector.From(selector as JsonObject)).ToList();
        var rules = new List<JsonNode>();
        foreach (var rule in roles.Where(other => other.Name() != role.Name() && selectors.Exists(selector => selector.Matches(other))).SelectMany(other => other.Items("rules")).OfType<JsonNode>())
        {
            if (!rules.Exists(known => JsonNode.DeepEquals(known, rule)))
            {
                rules.Add(rule.DeepClone());
            }
        }

        return new JsonArray([.. rules]);
    }

    private static JsonObject With(JsonObject role, JsonArray rules)
    {
        role["rules"] = rules.DeepClone();
        return role;
    }
}
