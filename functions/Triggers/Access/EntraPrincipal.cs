using System.Text.Json;

namespace Autocura.Triggers.Access;

/// <summary>
/// Reads the header in which App Service authentication says who has signed in: base64 of JSON with the identity provider and the claims. It is believed where App Service takes
/// away what others send under its name, and nowhere else.
/// </summary>
internal static class EntraPrincipal
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>What app roles of the registration begin with: Autocura.Viewer, Autocura.Operator and so on.</summary>
    public const string RolePrefix = "Autocura.";

    private const string Provider = "aad";
    private const int LongestName = 200;

    // The short names of tokens, and the long ones that App Service gives some of them.
    private static readonly string[] ObjectIds = ["oid", "http://schemas.microsoft.com/identity/claims/objectidentifier"];
    private static readonly string[] AppRoles = ["roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"];
    private static readonly string[] Names = ["preferred_username", "upn", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn"];

    public static Recognition Read(string header)
    {
        try
        {
            using var principal = JsonDocument.Parse(Convert.FromBase64String(header));
            return Read(principal.RootElement);
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return new Recognition(null, $"The header {Header} cannot be read: {malformed.Message}");
        }
    }

    private static Recognition Read(JsonElement principal)
    {
        var provider = principal.GetProperty("auth_typ").GetString();
        if (provider != Provider)
        {
            return new Recognition(null, $"Who signed in came by '{provider}'; only Microsoft Entra ('{Provider}') says who has which role here.");
        }

        var claims = principal.GetProperty("claims").EnumerateArray().Select(claim => (Type: claim.GetProperty("typ").GetString(), Value: claim.GetProperty("val").GetString() ?? "")).ToList();
        var id = First(ObjectIds);
        var name = new string([.. (First(Names) is { Length: > 0 } known ? known : id).Where(letter => !char.IsControl(letter)).Take(LongestName)]);
        return id.Length == 0
            ? new Recognition(null, "The token has no object id (oid): it is nobody's.")
            : new Recognition(new Caller(name, claims.Where(claim => AppRoles.Contains(claim.Type)).Aggregate(Roles.None, (all, claim) => all | RoleOf(claim.Value)), "entra"), "");

        string First(string[] types) => claims.Find(claim => types.Contains(claim.Type)).Value ?? "";
    }

    private static Roles RoleOf(string value) => value.StartsWith(RolePrefix, StringComparison.OrdinalIgnoreCase) ? RoleNames.Of(value[RolePrefix.Length..]) : Roles.None;
}
