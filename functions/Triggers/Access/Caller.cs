using Microsoft.AspNetCore.Http;

namespace Autocura.Triggers.Access;

/// <summary>Somebody whose identity was verified: what they are called in decisions and in the record, what they may do, and how they are known ("key" or "entra").</summary>
public sealed record Caller(string Name, Roles Roles, string Way)
{
    private const string Item = "autocura.caller";

    /// <summary>Who looks is not asked who they are elsewhere: whoever operates or approves may look as well.</summary>
    public bool May(Roles needed) => needed == Roles.None || Roles.HasFlag(needed) || (needed == Roles.Viewer && (Roles.HasFlag(Roles.Operator) || Roles.HasFlag(Roles.Approver)));

    /// <summary>Null where no roles are in use: then nobody's identity is verified, and a name is what the request says.</summary>
    public static Caller? Of(HttpRequest request) => request.HttpContext.Items.TryGetValue(Item, out var known) ? known as Caller : null;

    internal void Accompany(HttpContext http) => http.Items[Item] = this;
}

/// <summary>Who sent a request; null, and why, when nobody is recognised.</summary>
internal sealed record Recognition(Caller? Caller, string Problem);
