namespace Autocura.Triggers.Access;

/// <summary>Roles by the names that settings, app roles and documents have for them.</summary>
internal static class RoleNames
{
    public const string All = "viewer, operator, approver or sender";

    private static readonly Roles[] Known = [Roles.Viewer, Roles.Operator, Roles.Approver, Roles.Sender];

    /// <summary>None for a name that is no role's. Numbers are none.</summary>
    public static Roles Of(string name) => Array.Find(Known, role => $"{role}".Equals(name, StringComparison.OrdinalIgnoreCase));

    public static string Of(Roles roles) => string.Join(", ", Known.Where(role => roles.HasFlag(role)).Select(role => $"{role}".ToLowerInvariant()));
}
