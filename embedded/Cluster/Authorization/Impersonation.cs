using Autocura.Embedded.Cluster.Authentication;
using Microsoft.AspNetCore.Http;

namespace Autocura.Embedded.Cluster.Authorization;

/// <summary>Lets a user act as another, by the <c>Impersonate-*</c> headers, where a role allows it for each part of the other's identity.</summary>
internal sealed class Impersonation(RoleAuthorizer authorizer)
{
    private const string UserHeader = "Impersonate-User";
    private const string GroupHeader = "Impersonate-Group";
    private const string UidHeader = "Impersonate-Uid";
    private const string ExtraHeader = "Impersonate-Extra-";
    private const string AuthenticationGroup = "authentication.k8s.io";

    /// <summary>The user to act as; the one who asks where no other is named.</summary>
    public UserIdentity Apply(IHeaderDictionary headers, UserIdentity asking)
    {
        var name = headers[UserHeader].ToString();
        var groups = headers[GroupHeader].OfType<string>().ToList();
        var uid = headers[UidHeader].ToString();
        var extra = headers.Where(header => header.Key.StartsWith(ExtraHeader, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => Uri.UnescapeDataString(header.Key[ExtraHeader.Length..]).ToLowerInvariant(), header => (IReadOnlyList<string>)[.. header.Value.OfType<string>()]);
        if (name.Length == 0)
        {
            return groups.Count == 0 && uid.Length == 0 && extra.Count == 0
                ? asking
                : throw new ApiStatusException(new ApiStatus(500, "InternalError", "Internal error occurred: groups, uid or extra are impersonated without impersonating a user"));
        }

        var account = ServiceAccountName.Parse(name);
        Demand(asking, account is { } known ? ("", "serviceaccounts", known.Namespace, known.Name) : ("", "users", "", name));
        foreach (var group in groups)
        {
            Demand(asking, ("", "groups", "", group));
        }

        if (uid.Length > 0)
        {
            Demand(asking, (AuthenticationGroup, "uids", "", uid));
        }

        foreach (var (key, value) in extra.SelectMany(entry => entry.Value.Select(value => (entry.Key, value))))
        {
            Demand(asking, (AuthenticationGroup, $"userextras/{key}", "", value));
        }

        return new(name, Groups(name, account, groups)) { Uid = uid, Extra = extra };
    }

    private static List<string> Groups(string name, ServiceAccountName? account, List<string> asked)
    {
        var groups = asked.Count == 0 && account is { } known ? [.. known.Groups] : asked;
        var everybody = name == UserIdentity.AnonymousName ? UserIdentity.UnauthenticatedGroup : UserIdentity.AuthenticatedGroup;
        return groups.Contains(everybody) ? groups : [.. groups, everybody];
    }

    private void Demand(UserIdentity asking, (string Group, string Resource, string Namespace, string Name) other)
    {
        var parts = other.Resource.Split('/', 2);
        authorizer.Demand(asking, new AccessAttributes
        {
            Verb = "impersonate",
            Group = other.Group,
            Version = "v1",
            Resource = parts[0],
            Subresource = parts.ElementAtOrDefault(1) ?? "",
            Namespace = other.Namespace,
            Name = other.Name,
        });
    }
}
