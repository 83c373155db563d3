using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting.Settings;

/// <summary>What host.json asks of the host. A key that means nothing here is reported, so that nobody trusts it in vain.</summary>
internal sealed record HostFile
{
    private const string Durable = "extensions.durableTask.";

    /// <summary>Keys that only the Azure host acts on, and those read below.</summary>
    private static readonly string[] Known =
    [
        "version", "functionTimeout", "logging", "extensionBundle", "extensions.http.routePrefix", Durable + "hubName", Durable + "storageProvider",
        Durable + "tracing", Durable + "maxConcurrentActivityFunctions", Durable + "maxConcurrentOrchestratorFunctions",
    ];

    /// <summary>The default of a dedicated plan; "-1" in the file lifts it.</summary>
    public TimeSpan FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    public string RoutePrefix { get; init; } = "api";

    public string HubName { get; init; } = "TestHubName";

    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    public int MaxConcurrentOrchestrators { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Levels by category, as host.json's logging.logLevel has them.</summary>
    public IReadOnlyDictionary<string, LogLevel> LogLevels { get; init; } = new Dictionary<string, LogLevel>();

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Reads the file, or takes the defaults where there is none.</summary>
    public static HostFile Read(string path) => File.Exists(path) ? Parse(File.ReadAllText(path), path) : new HostFile();

    public static HostFile Parse(string json, string name)
    {
        var root = Root(json, name);
        var file = new HostFile();
        return file with
        {
            FunctionTimeout = Timeout(Text(root, "functionTimeout", name), file.FunctionTimeout, name),
            RoutePrefix = (Text(root, "extensions.http.routePrefix", name) ?? file.RoutePrefix).Trim('/'),
            HubName = Text(root, Durable + "hubName", name) ?? file.HubName,
            MaxConcurrentActivities = Count(root, Durable + "maxConcurrentActivityFunctions", file.MaxConcurrentActivities, name),
            MaxConcurrentOrchestrators = Count(root, Durable + "maxConcurrentOrchestratorFunctions", file.MaxConcurrentOrchestrators, name),
            LogLevels = Levels(At(root, "logging.logLevel") as JsonObject, name),
            Warnings = [.. Unknown(root, "").Select(key => $"{name}: '{key}' has no effect in the embedded host")],
        };
    }

    private static JsonObject Root(string json, string name)
    {
        try
        {
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            var root = JsonNode.Parse(json, new JsonNodeOptions { PropertyNameCaseInsensitive = true }, options) as JsonObject
                ?? throw new SettingsException($"{name} must be a JSON object.");
            return Text(root, "version", name) is null or "2.0" ? root : throw new SettingsException($"{name}: 'version' must be \"2.0\".");
        }
        catch (JsonException error)
        {
            throw new SettingsException($"{name} is not JSON: {error.Message}", error);
        }
    }

    private static IEnumerable<string> Unknown(JsonObject node, string prefix) => node.SelectMany(pair =>
    {
        var key = prefix + pair.Key;
        if (Known.Contains(key, StringComparer.OrdinalIgnoreCase)) return [];
        var leadsOn = pair.Value is JsonObject && Known.Any(k => k.StartsWith(key + ".", StringComparison.OrdinalIgnoreCase));
        return leadsOn ? Unknown((JsonObject)pair.Value!, key + ".") : [key];
    });

    private static JsonNode? At(JsonObject root, string path) =>
        path.Split('.').Aggregate<string, JsonNode?>(root, (node, key) => (node as JsonObject)?[key]);

    private static string? Text(JsonObject root, string path, string name) => At(root, path) switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        var other => throw new SettingsException($"{name}: '{path}' is {other.ToJsonString()}, a string is needed."),
    };

    private static int Count(JsonObject root, string path, int otherwise, string name) => At(root, path) switch
    {
        null => otherwise,
        JsonValue value when value.TryGetValue<int>(out var count) && count > 0 => count,
        var other => throw new SettingsException($"{name}: '{path}' is {other.ToJsonString()}, a whole number above 0 is needed."),
    };

    private static TimeSpan Timeout(string? text, TimeSpan otherwise, string name) => text switch
    {
        null => otherwise,
        "-1" => System.Threading.Timeout.InfiniteTimeSpan,
        _ when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var limit) && limit > TimeSpan.Zero => limit,
        _ => throw new SettingsException($"{name}: 'functionTimeout' is '{text}', a time span such as \"00:10:00\" is needed."),
    };

    private static Dictionary<string, LogLevel> Levels(JsonObject? levels, string name) => (levels ?? []).ToDictionary(
        pair => pair.Key,
        pair => Enum.TryParse<LogLevel>(pair.Value?.ToString(), ignoreCase: true, out var level)
            ? level
            : throw new SettingsException($"{name}: 'logging.logLevel.{pair.Key}' is {pair.Value?.ToJsonString() ?? "null"}; it may be {string.Join(", ", Enum.GetNames<LogLevel>())}."));
}
