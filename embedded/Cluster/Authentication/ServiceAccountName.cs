namespace Autocura.Embedded.Cluster.Authentication;

/// <summary>A service account as a user name spells it: <c>system:serviceaccount:NAMESPACE:NAME</c>.</summary>
internal readonly record struct ServiceAccountName(string Namespace, string Name)
{
    private const string Prefix = "system:serviceaccount:";

    /// <summary>The groups that every account of the namespace is in.</summary>
    public IReadOnlyList<string> Groups => ["system:serviceaccounts", $"system:serviceaccounts:{Namespace}"];

    public ObjectKey Key => ObjectKey.Core("serviceaccounts", Namespace, Name);

    public static ServiceAccountName? Parse(string user) =>
        user.StartsWith(Prefix, StringComparison.Ordinal) && user[Prefix.Length..].Split(':') is [{ Length: > 0 } ns, { Length: > 0 } name] ? new(ns, name) : null;

    public override string ToString() => $"{Prefix}{Namespace}:{Name}";
}
