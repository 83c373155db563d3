using System.Text.Json.Nodes;

namespace Autocura.Cluster.Readers.Surroundings;

/// <summary>The rules of an AuthorizationPolicy in words: "GET /admin from namespaces web".</summary>
internal static class MeshRuleText
{
    private static readonly (string Field, string Word)[] Operations =
        [("methods", ""), ("notMethods", "other than "), ("paths", ""), ("notPaths", "outside of "), ("ports", "port "), ("hosts", "host ")];

    private static readonly (string Field, string Word)[] Sources =
        [("principals", ""), ("notPrincipals", "anybody but "), ("namespaces", "namespaces "), ("notNamespaces", "namespaces other than "), ("ipBlocks", ""), ("notIpBlocks", "addresses outside of ")];

    public static string Of(IEnumerable<JsonObject> rules) => string.Join("; ", rules.Select(Rule));

    private static string Rule(JsonObject rule)
    {
        var what = string.Join(" or ", rule.Items("to").Select(to => Words(to.At("operation"), Operations)).Where(text => text.Length > 0));
        var who = string.Join(" or ", rule.Items("from").Select(from => Words(from.At("source"), Sources)).Where(text => text.Length > 0));
        var when = string.Join(" and ", rule.Items("when").Select(condition => condition.Text("key")));
        return (what.Length == 0 ? "requests" : what) + (who.Length == 0 ? "" : $" from {who}") + (when.Length == 0 ? "" : $" by {when}");
    }

    private static string Words(JsonNode? node, (string Field, string Word)[] fields) => string.Join(" ", fields
        .Select(field => (field.Word, Values: string.Join(",", node.Texts(field.Field))))
        .Where(part => part.Values.Length > 0)
        .Select(part => part.Word + part.Values));
}
