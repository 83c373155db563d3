using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Authentication;

namespace Autocura.Embedded.Cluster.Authorization;

/// <summary>
/// Nobody gives away rights that he does not have, neither in a role nor by binding one, unless he holds the verb <c>escalate</c> or
/// <c>bind</c> on the role.
/// </summary>
internal sealed class EscalationGuard(RoleAuthorizer authorizer)
{
    private const string Group = "rbac.authorization.k8s.io";
    private static readonly string[] Grants = ["rules", "aggregationRule", "roleRef", "subjects"];

    /// <summary>Refuses the write of a role or binding that would grant more than its author holds. Other kinds pass.</summary>
    public void Check(UserIdentity author, ObjectKey key, JsonObject? before, JsonObject after)
    {
        if (key.Group != Group || before is not null && SameGrant(before, after))
        {
            return;
        }

        if (key.Plural is "roles" or "clusterroles")
        {
            if (after.Child("aggregationRule") is not null)
            {
                CheckRules(author, key, "escalate", [Everything, EveryPath]);
            }

            CheckRules(author, key, "escalate", PolicyRule.Of(after));
        }
        else if (authorizer.RulesOf(after) is { } rules)
        {
            CheckRules(author, RoleKey(key, after), "bind", rules, key);
        }
        else
        {
            Demand(author, RoleKey(key, after), "bind", key, ApiStatusException.NotFound(RoleKey(key, after)));
        }
    }

    private static PolicyRule Everything { get; } = new() { Verbs = ["*"], Groups = ["*"], Resources = ["*"] };

    private static PolicyRule EveryPath { get; } = new() { Verbs = ["*"], Paths = ["*"] };

    private static bool SameGrant(JsonObject before, JsonObject after) => Grants.All(field => JsonNode.DeepEquals(before[field], after[field]));

    private static ObjectKey RoleKey(ObjectKey binding, JsonObject after)
    {
        var isClusterRole = after.Text("roleRef", "kind") == "ClusterRole";
        return new(Group, isClusterRole ? "clusterroles" : "roles", isClusterRole ? null : binding.Namespace, after.Text("roleRef", "name") ?? "");
    }

    private void CheckRules(UserIdentity author, ObjectKey role, string verb, IReadOnlyList<PolicyRule> rules, ObjectKey? written = null)
    {
        var target = written ?? role;
        var held = authorizer.RulesOf(author, target.Namespace ?? "");
        var missing = rules.SelectMany(rule => rule.Rights()).Where(right => !held.Any(mine => mine.Covers(right))).ToList();
        if (missing.Count > 0)
        {
            Demand(author, role, verb, target, Escalation(author, target, missing));
        }
    }

    private void Demand(UserIdentity author, ObjectKey role, string verb, ObjectKey written, ApiStatusException refusal)
    {
        var asked = new AccessAttributes { Verb = verb, Group = Group, Version = "v1", Resource = role.Plural, Name = role.Name, Namespace = written.Namespace ?? "" };
        if (!authorizer.Decide(author, asked).Allowed)
        {
            throw refusal;
        }
    }

    private static ApiStatusException Escalation(UserIdentity author, ObjectKey key, List<PolicyRule> missing)
    {
        var groups = string.Join(" ", author.Groups.Select(group => $"\"{group}\""));
        return ApiStatusException.Forbidden(
            key, $"user \"{author.Name}\" (groups=[{groups}]) is attempting to grant RBAC permissions not currently held:\n{string.Join('\n', missing)}");
    }
}
