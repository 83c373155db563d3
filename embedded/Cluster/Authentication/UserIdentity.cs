namespace Autocura.Embedded.Cluster.Authentication;

/// <summary>Who asks: the name and groups to which roles are bound.</summary>
internal sealed record UserIdentity(string Name, IReadOnlyList<string> Groups)
{
    public const string AuthenticatedGroup = "system:authenticated";
    public const string UnauthenticatedGroup = "system:unauthenticated";
    public const string AnonymousName = "system:anonymous";

    /// <summary>Members of this group may do everything; no role is looked at.</summary>
    public const string MastersGroup = "system:masters";

    /// <summary>Stays the same when a name is given to another; empty where the cluster knows none.</summary>
    public string Uid { get; init; } = "";

    /// <summary>What else the authenticator knows.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Who shows nothing.</summary>
    public static UserIdentity Anonymous { get; } = new(AnonymousName, [UnauthenticatedGroup]);

    /// <summary>Who holds the token of the kubeconfig.</summary>
    public static UserIdentity Administrator { get; } = new("autocura-admin", [MastersGroup, AuthenticatedGroup]);
}
