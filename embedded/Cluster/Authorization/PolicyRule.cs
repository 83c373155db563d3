using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Autocura.Embedded.Cluster.Authorization;

/// <summary>One rule of a role.</summary>
internal sealed record PolicyRule
{
    private const string All = "*";
    private static readonly ConditionalWeakTable<JsonObject, IReadOnlyList<PolicyRule>> Known = [];

    public IReadOnlyList<string> Verbs { get; init; } = [];

    public IReadOnlyList<string> Groups { get; init; } = [];

    public IReadOnlyList<string> Resources { get; init; } = [];

    public IReadOnlyList<string> ResourceNames { get; init; } = [];

    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The rules of a role as it stands in the store: what is stored never changes, so it is read once.</summary>
    public static IReadOnlyList<PolicyRule> OfStored(JsonObject role) => Known.GetValue(role, Of);

    public static IReadOnlyList<PolicyRule> Of(JsonObject? role) => [.. role.Items("rules").OfType<JsonObject>().Select(Parse)];

    public bool Allows(AccessAttributes asked) => Has(Verbs, asked.Verb) && (asked.IsResource
        ? Has(Groups, asked.Group) && HasResource(asked.FullResource) && (ResourceNames.Count == 0 || ResourceNames.Contains(asked.Name))
        : Paths.Any(path => IsUnder(path, asked.Path)));

    /// <summary>Whether whoever has this rule has the other one too; the other must be a single right.</summary>
    public bool Covers(PolicyRule right) => right.Verbs.All(verb => Has(Verbs, verb))
        && right.Groups.All(group => Has(Groups, group))
        && right.Resources.All(HasResource)
        && (ResourceNames.Count == 0 || right.ResourceNames.Count > 0 && right.ResourceNames.All(ResourceNames.Contains))
        && right.Paths.All(path => Paths.Any(mine => IsUnder(mine, path)))
        && Paths.Count == 0 == (right.Paths.Count == 0);

    /// <summary>The rule as single rights, each of which one rule of another role may cover.</summary>
    public IEnumerable<PolicyRule> Rights() => Verbs.SelectMany(verb => Paths.Select(path => new PolicyRule { Verbs = [verb], Paths = [path] }).Concat(
        Groups.SelectMany(group => Resources.SelectMany(resource => (ResourceNames.Count == 0 ? [""] : ResourceNames).Select(name => new PolicyRule
        {
            Verbs = [verb],
            Groups = [group],
            Resources = [resource],
            ResourceNames = name.Length == 0 ? [] : [name],
        })))));

    /// <summary>The rule in the words of the refusal to grant it.</summary>
    public override string ToString()
    {
        (string Name, IReadOnlyList<string> Values)[] parts =
            [("APIGroups", Groups), ("Resources", Resources), ("ResourceNames", ResourceNames), ("NonResourceURLs", Paths), ("Verbs", Verbs)];
        return $"{{{string.Join(", ", parts.Where(part => part.Values.Count > 0).Select(part => $"{part.Name}:[{string.Join(" ", part.Values.Select(value => $"\"{value}\""))}]"))}}}";
    }

    public JsonObject ToJson()
    {
        var json = new JsonObject { ["verbs"] = Texts(Verbs) };
        (string Name, IReadOnlyList<string> Values)[] parts =
            [("apiGroups", Groups), ("resources", Resources), ("resourceNames", ResourceNames), ("nonResourceURLs", Paths)];
        foreach (var (name, values) in parts.Where(part => part.Values.Count > 0))
        {
            json[name] = Texts(values);
        }

        return json;
    }

    private static PolicyRule Parse(JsonObject rule) => new()
    {
        Verbs = Read(rule, "verbs"),
        Groups = Read(rule, "apiGroups"),
        Resources = Read(rule, "resources"),
        ResourceNames = Read(rule, "resourceNames"),
        Paths = Read(rule, "nonResourceURLs"),
    };

    private static List<string> Read(JsonObject rule, string field) => [.. rule.Items(field).Select(value => value.Text()).OfType<string>()];

    private static JsonArray Texts(IReadOnlyList<string> values) => [.. values.Select(value => (JsonNode)value)];

    private static bool Has(IReadOnlyList<string> values, string value) => values.Contains(All) || values.Contains(value);

    // "*/scale" is the scale of everything; "pods/*" means nothing.
    private bool HasResource(string resource) => Has(Resources, resource)
        || resource.IndexOf('/') is >= 0 and var slash && Resources.Contains($"{All}{resource[slash..]}");

    private static bool IsUnder(string pattern, string path) => pattern == All || pattern == path
        || pattern.EndsWith('*') && path.StartsWith(pattern.TrimEnd('*'), StringComparison.Ordinal);
}
