using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Autocura.Support.Yardstick.Renaming;

/// <summary>Rewrites the JSON trees of manifests, applications, images and scenarios by <see cref="NewNames"/>.</summary>
internal static partial class RenamedTree
{
    /// <summary>Fields whose values are words of Kubernetes, of other projects' schemas, or of the catalogue itself.</summary>
    private static readonly HashSet<string> Words =
    [
        "apiVersion", "apiGroup", "kind", "type", "action", "mode", "operator", "effect", "direction", "policyTypes", "protocol", "op", "path", "key", "schedule", "concurrencyPolicy",
        "restartPolicy", "dnsPolicy", "imagePullPolicy", "method", "class", "returnValue", "application", "cause", "cure", "suite", "id", "title", "description", "alerts", "manager", "user", "provisioner",
    ];

    private static readonly HashSet<string> Ports = ["port", "containerPort", "targetPort", "hostPort", "nodePort", "listens"];
    private static readonly HashSet<string> Images = ["image", "previous", "baseImage"];
    private static readonly HashSet<string> MemoryNumbers = ["memoryMi", "memoryMiPerRequest", "memoryGrowsMiPerSecond"];
    private static readonly HashSet<string> CpuNumbers = ["cpuMillis", "cpuMillisPerRequest"];
    private static readonly HashSet<string> RequestNumbers = ["requestsPerSecond", "capacity"];
    private static readonly HashSet<string> TimeNumbers = ["latencyMs", "startSeconds"];

    public static JsonNode? Of(JsonNode? node, NewNames names, string property = "") => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(
            Key(field.Key, property, names), Of(field.Value, names, Inherited(field.Key, property, fields))))),
        JsonArray items => new JsonArray([.. items.Select(item => Of(item, names, property))]),
        JsonValue value when Words.Contains(property) => value.DeepClone(),
        JsonValue value when value.TryGetValue<string>(out var text) => Text(text, property, names),
        JsonValue value => Number(value, property, names),
        _ => null,
    };

    /// <summary>A whole number, whatever type the reader of the file gave it; null for anything else.</summary>
    public static int? Whole(JsonValue value) => int.TryParse(value.ToJsonString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>What is kept in a map by a name is what the map is of; the value of an operation or an assertion is what its path leads to.</summary>
    private static string Inherited(string key, string property, JsonObject fields) => (key, property) switch
    {
        (_, "previous") => "previous",
        ("value" or "equals" or "notEquals", _) when fields["path"]?.GetValue<string>() is { } path => path[(path.LastIndexOf('/') + 1)..] is var last && int.TryParse(last, out _) ? "" : last,
        _ => key,
    };

    private static string Key(string key, string property, NewNames names) =>
        property is "previous" or "processes" or "flags" || names.Knows(key) && Variable().IsMatch(key) ? names.Text(key) : key;

    private static JsonNode Text(string text, string property, NewNames names)
    {
        if (Images.Contains(property))
        {
            return names.Image(text);
        }

        if (property is "on" or "target" && text.Split(' ') is [var version, var kind, var name])
        {
            return $"{version} {kind} {names.Text(name)}";
        }

        return Quantity(text, property, names) ?? names.Text(text);
    }

    private static string? Quantity(string text, string property, NewNames names)
    {
        var factor = property.EndsWith("memory", StringComparison.Ordinal) || property == "size" ? names.Memory : property.EndsWith("cpu", StringComparison.Ordinal) ? names.Cpu : 1;
        if (factor == 1 || Amount().Match(text) is not { Success: true } amount)
        {
            return null;
        }

        var number = double.Parse(amount.Groups["number"].Value, CultureInfo.InvariantCulture);
        var (value, unit) = amount.Groups["unit"].Value switch
        {
            "" when property.EndsWith("cpu", StringComparison.Ordinal) => (number * 1000, "m"),
            "Gi" => (number * 1024, "Mi"),
            var same => (number, same),
        };
        return $"{Math.Round(value * factor).ToString(CultureInfo.InvariantCulture)}{unit}";
    }

    private static JsonNode Number(JsonValue value, string property, NewNames names)
    {
        if (Ports.Contains(property) && Whole(value) is { } port)
        {
            return names.Port(port);
        }

        var factor = MemoryNumbers.Contains(property) ? names.Memory
            : CpuNumbers.Contains(property) ? names.Cpu
            : RequestNumbers.Contains(property) ? names.Requests
            : TimeNumbers.Contains(property) ? names.Time
            : 1;
        // For each request there are fewer of when there are more requests, so that a container needs what it needed.
        var share = property.EndsWith("PerRequest", StringComparison.Ordinal) ? names.Requests : 1;
        return factor == 1 && share == 1 ? value.DeepClone() : Math.Round(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) * factor / share, 3);
    }

    [GeneratedRegex(@"\A(?<number>[0-9]+(\.[0-9]+)?)(?<unit>|m|Ki|Mi|Gi|MB)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]+\z|\A[a-z]+[A-Z][A-Za-z]+\z")]
    private static partial Regex Variable();
}
