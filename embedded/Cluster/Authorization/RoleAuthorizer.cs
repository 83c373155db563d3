using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Authentication;

namespace Autocura.Embedded.Cluster.Authorization;

/// <summary>Whether, and by which binding. A refusal names only what is wrong with the bindings themselves.</summary>
internal sealed record AccessDecision(bool Allowed, string Reason);

/// <summary>Decides by the roles that are bound to a user. Nothing is allowed that no rule allows; there is no rule that forbids.</summary>
internal sealed class RoleAuthorizer(ObjectStore store)
{
    private const string Group = "rbac.authorization.k8s.io";

    public AccessDecision Decide(UserIdentity user, AccessAttributes asked)
    {
        if (user.Groups.Contains(UserIdentity.MastersGroup))
        {
            return new(true, "");
        }

        var broken = new List<string>();
        foreach (var granted in Granted(user, asked.Namespace))
        {
            if (granted.Problem is { } problem)
            {
                broken.Add(problem);
            }
            else if (granted.Rules.Any(rule => rule.Allows(asked)))
            {
                return new(true, $"RBAC: allowed by {granted.Origin}");
            }
        }

        return new(false, broken.Count == 0 ? "" : $"RBAC: {string.Join(", ", broken.Distinct())}");
    }

    /// <summary>Refuses with 403 what the user may not do, in the words of the API server.</summary>
    public void Demand(UserIdentity user, AccessAttributes asked)
    {
        var decision = Decide(user, asked);
        if (decision.Allowed)
        {
            return;
        }

        var where = asked.Namespace.Length > 0 ? $"in the namespace \"{asked.Namespace}\"" : "at the cluster scope";
        var told = asked.IsResource
            ? $"User \"{user.Name}\" cannot {asked.Verb} resource \"{asked.FullResource}\" in API group \"{asked.Group}\" {where}"
            : $"User \"{user.Name}\" cannot {asked.Verb} path \"{asked.Path}\"";
        var subject = !asked.IsResource ? "forbidden"
            : asked.Name.Length > 0 ? $"{Qualified(asked)} \"{asked.Name}\" is forbidden" : $"{Qualified(asked)} is forbidden";
        var why = decision.Reason.Length > 0 ? $": {decision.Reason}" : "";
        throw new ApiStatusException(new ApiStatus(403, "Forbidden", $"{subject}: {told}{why}") { Name = asked.Name, Group = asked.Group, Kind = asked.Resource });
    }

    /// <summary>Every rule that is bound to the user in a namespace, and those of the whole cluster.</summary>
    public IReadOnlyList<PolicyRule> RulesOf(UserIdentity user, string ns) => [.. Granted(user, ns).SelectMany(granted => granted.Rules)];

    /// <summary>The rules of the role that a binding names; of a Role, in the binding's namespace.</summary>
    public IReadOnlyList<PolicyRule>? RulesOf(JsonObject binding) => FindRole(binding) is { } role ? PolicyRule.OfStored(role) : null;

    private static string Qualified(AccessAttributes asked) => asked.Group.Length == 0 ? asked.Resource : $"{asked.Resource}.{asked.Group}";

    private IEnumerable<Grant> Granted(UserIdentity user, string ns)
    {
        var state = store.State;
        var everywhere = state.List(Group, "clusterrolebindings", null);
        var here = ns.Length == 0 ? [] : state.List(Group, "rolebindings", ns);
        foreach (var binding in everywhere.Concat(here))
        {
            if (binding.Items("subjects").FirstOrDefault(subject => IsMeant(user, subject, binding)) is { } subject)
            {
                yield return RulesOf(binding) is { } rules
                    ? new(Describe(binding, subject), rules, null)
                    : new("", [], $"{binding.Text("roleRef", "kind")?.ToLowerInvariant()}.{Group} \"{binding.Text("roleRef", "name")}\" not found");
            }
        }
    }

    private JsonObject? FindRole(JsonObject binding)
    {
        var isClusterRole = binding.Text("roleRef", "kind") == "ClusterRole";
        var name = binding.Text("roleRef", "name") ?? "";
        return store.Find(new(Group, isClusterRole ? "clusterroles" : "roles", isClusterRole ? null : binding.Namespace(), name));
    }

    private static bool IsMeant(UserIdentity user, JsonNode? subject, JsonObject binding) => subject.Text("kind") switch
    {
        "User" => subject.Text("name") == user.Name,
        "Group" => user.Groups.Contains(subject.Text("name") ?? ""),
        "ServiceAccount" => new ServiceAccountName(subject.Text("namespace") ?? binding.Namespace() ?? "", subject.Text("name") ?? "").ToString() == user.Name,
        _ => false,
    };

    private static string Describe(JsonObject binding, JsonNode subject)
    {
        var name = binding.Namespace() is { } ns ? $"{binding.Name()}/{ns}" : binding.Name();
        var who = subject.Text("kind") == "ServiceAccount" ? $"{subject.Text("name")}/{subject.Text("namespace") ?? binding.Namespace()}" : subject.Text("name");
        return $"{binding.Kind()} \"{name}\" of {binding.Text("roleRef", "kind")} \"{binding.Text("roleRef", "name")}\" to {subject.Text("kind")} \"{who}\"";
    }

    private sealed record Grant(string Origin, IReadOnlyList<PolicyRule> Rules, string? Problem);
}
