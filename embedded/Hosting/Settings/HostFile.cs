using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Autocura.Embedded.Hosting.Settings;

/// <summary>What host.json asks of the host. A key that means nothing here is told, so that nobody trusts it in vain.</summary>
internal sealed record HostFile
{
    private const string Durable = "extensions.durableTask.";

    /// <summary>The default of a dedicated plan; "-1" in the file lifts it.</summary>
    public TimeSpan FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    public string RoutePrefix { get; init; } = "api";

    public string HubName { get; init; } = "TestHubName";

    public int MaxConcurrentActivities { get; init; } = 10 * Environment.ProcessorCount;

    public int MaxConcurrentOrchestrators { get; init; } = 10 * Environment.ProcessorCount;

    /// <summary>Levels by category, as host.json's logging.logLevel has them.</summary>
    public IReadOnlyDictionary<string, LogLevel> LogLevels { get; init; } = new Dictionary<string, LogLevel>();

    /// <summary>Keys that Azure acts on and this host does not.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Keys that nobody acts on.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Reads the file, or takes the defaults where there is none.</summary>
    public static HostFile Read(string path) => File.Exists(path) ? Parse(File.ReadAllText(path), path) : new HostFile();

    /// <exception cref="SettingsException">It is not JSON, or a value is not one: the message says where, what and what may stand there.</exception>
    public static HostFile Parse(string json, string name)
    {
        var (root, findings) = Root(json, name);
        var file = new HostFile();
        return file with
        {
            FunctionTimeout = Timeout(Text(root, "functionTimeout", name), file.FunctionTimeout, name),
            RoutePrefix = (Text(root, "extensions.http.routePrefix", name) ?? file.RoutePrefix).Trim('/'),
            HubName = Text(root, Durable + "hubName", name) ?? file.HubName,
            MaxConcurrentActivities = Count(root, Durable + "maxConcurrentActivityFunctions", file.MaxConcurrentActivities, name),
            MaxConcurrentOrchestrators = Count(root, Durable + "maxConcurrentOrchestratorFunctions", file.MaxConcurrentOrchestrators, name),
            LogLevels = Levels(At(root, "logging.logLevel"), name),
            Notes = findings.Notes,
            Warnings = findings.Warnings,
        };
    }

    private static (JsonObject Root, HostFileFindings Findings) Root(string json, string name)
    {
        try
        {
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            var root = JsonNode.Parse(json, new JsonNodeOptions { PropertyNameCaseInsensitive = true }, options) as JsonObject
                ?? throw new SettingsException($"{name} must be a JSON object.");
            var findings = HostFileKeys.Check(root, name);
            return Text(root, "version", name) is null or "2.0" ? (root, findings) : throw new SettingsException($"{name}: 'version' must be \"2.0\".");
        }
        catch (JsonException error)
        {
            throw new SettingsException($"{name} is not JSON: {error.Message}", error);
        }
        catch (ArgumentException error)
        {
            throw new SettingsException($"{name} has a key twice (case does not count): {error.Message}", error);
        }
    }

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
        _ => throw new SettingsException($"{name}: 'functionTimeout' is '{text}', a time span such as \"00:10:00\", or \"-1\" for none, is needed."),
    };

    private static Dictionary<string, LogLevel> Levels(JsonNode? levels, string name) => levels switch
    {
        null => [],
        JsonObject byCategory => byCategory.ToDictionary(pair => pair.Key, pair => Level(pair.Key, pair.Value, name)),
        _ => throw new SettingsException($"{name}: 'logging.logLevel' is {levels.ToJsonString()}, an object of categories and levels is needed."),
    };

    private static LogLevel Level(string category, JsonNode? value, string name) =>
        value is JsonValue && Enum.TryParse<LogLevel>(value.ToString(), ignoreCase: true, out var level) && Enum.IsDefined(level)
            ? level
            : throw new SettingsException($"{name}: 'logging.logLevel.{category}' is {value?.ToJsonString() ?? "null"}; it may be {string.Join(", ", Enum.GetNames<LogLevel>())}.");
}
