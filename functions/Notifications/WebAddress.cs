namespace Autocura.Notifications;

/// <summary>Addresses in settings.</summary>
internal static class WebAddress
{
    /// <summary>Whether it is an absolute http or https address.</summary>
    public static bool Is(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    /// <summary>What is wrong with an address that may be left empty. The address itself is not repeated, for it may hold a key.</summary>
    public static IEnumerable<string> Problems(string name, string text) => text.Length == 0 || Is(text) ? [] : [$"{name} is no http or https address."];
}
