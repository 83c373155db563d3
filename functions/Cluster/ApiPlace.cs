namespace Autocura.Cluster;

/// <summary>What a path of the API names, as far as it does: <c>apis/apps/v1/namespaces/shop/deployments/cart/scale?dryRun=All</c>. Empty for what it does not.</summary>
internal sealed record ApiPlace(string Group, string Namespace, string Resource, string Name, string Subresource)
{
    private const string DryRun = "dryRun=All";

    /// <summary>Whether nothing is to be changed.</summary>
    public bool IsDryRun { get; init; }

    public static ApiPlace Of(string path) => Named(path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries)) with { IsDryRun = path.Contains(DryRun, StringComparison.Ordinal) };

    private static ApiPlace Named(string[] parts)
    {
        var (group, rest) = parts switch
        {
            ["api", _, .. var core] => ("", core),
            ["apis", var named, _, .. var others] => (named, others),
            _ => ("", []),
        };
        return rest switch
        {
            ["namespaces", var ns, var resource, .. var more] when !IsOfNamespace(resource) => new(group, Plain(ns), resource, NameIn(more), SubresourceIn(more)),
            [var resource, .. var more] => new(group, "", resource, NameIn(more), SubresourceIn(more)),
            [] => new(group, "", parts is [.., var last] ? last : "", "", ""), // discovery: version, apis/metrics.k8s.io
        };
    }

    /// <summary>What a Namespace itself has below it, beside the objects that live in it.</summary>
    private static bool IsOfNamespace(string part) => part is "status" or "finalize";

    private static string NameIn(string[] more) => more is [var name, ..] ? Plain(name) : "";

    /// <summary>The first part alone: what follows a proxy is the address of somebody else.</summary>
    private static string SubresourceIn(string[] more) => more is [_, var subresource, ..] ? subresource : "";

    private static string Plain(string part) => Uri.UnescapeDataString(part);
}
