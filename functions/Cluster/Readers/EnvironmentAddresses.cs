using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>The addresses in a container's variables. Of a value only host and port are kept: the rest may be anything.</summary>
internal static class EnvironmentAddresses
{
    private const int Most = 20;
    private const string Suffix = "_PORT";

    private static readonly string[] SecretWords = ["PASS", "PWD", "SECRET", "TOKEN", "CREDENTIAL", "APIKEY", "API_KEY", "PRIVATE"];

    private static readonly string[] HostSuffixes = ["_HOST", "_HOSTNAME", "_SERVER", "_SERVICE", "_ADDR", "_ADDRESS", "_ENDPOINT"];

    public static IReadOnlyList<AddressView> Of(JsonNode? container)
    {
        var variables = Variables(container);
        return [.. variables
            .SelectMany(variable => AddressText.Read(variable.Value, IsForAddress(variable.Key))
                .Select(address => new AddressView(variable.Key, address.Host, address.Port ?? PortBeside(variable.Key, variables))))
            .Take(Most)];
    }

    /// <summary>What a variable holds: host and port, and nothing else of it; null when it holds no address.</summary>
    public static string? Text(string variable, string? value)
    {
        var addresses = IsForSecret(variable) ? [] : AddressText.Read(value ?? "", IsForAddress(variable));
        return addresses.Count == 0 ? null : string.Join(',', addresses.Select(address => $"{address}"));
    }

    private static Dictionary<string, string> Variables(JsonNode? container) => container.Items("env")
        .Where(variable => variable.Text("value") is { Length: > 0 } && !IsForSecret(variable.Text("name") ?? ""))
        .DistinctBy(variable => variable.Text("name"))
        .ToDictionary(variable => variable.Text("name") ?? "", variable => variable.Text("value")!);

    // A password may happen to look like an address.
    private static bool IsForSecret(string variable) => SecretWords.Any(word => variable.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool IsForAddress(string variable) =>
        HostSuffixes.Any(suffix => variable.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) || AddressText.IsAddressWord(variable);

    // FLAGD_HOST=flagd beside FLAGD_PORT=8013.
    private static int? PortBeside(string variable, Dictionary<string, string> variables)
    {
        var cut = variable.LastIndexOf('_');
        return cut > 0 && int.TryParse(variables.GetValueOrDefault(variable[..cut] + Suffix), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
    }
}
