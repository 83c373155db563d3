using System.Text.Json.Nodes;

namespace Autocura.Embedded.Hosting.Settings;

/// <summary>
/// Which keys of host.json there are: those acted on here, those only Azure acts on, and all others, which are most likely misspelt.
/// </summary>
internal static class HostFileKeys
{
    private const string Durable = "extensions.durableTask.";

    /// <summary>What <see cref="HostFile"/> reads. Beneath logLevel every category is a key.</summary>
    private static readonly string[] Honoured =
    [
        "version", "functionTimeout", "logging.logLevel", "extensions.http.routePrefix", Durable + "hubName",
        Durable + "maxConcurrentActivityFunctions", Durable + "maxConcurrentOrchestratorFunctions",
    ];

    /// <summary>Known to the Functions host on Azure, with all that is beneath them.</summary>
    private static readonly string[] OnlyOnAzure =
    [
        "$schema", "aggregator", "applicationInsights", "concurrency", "customHandler", "extensionBundle", "functions", "healthMonitor", "http",
        "managedDependency", "queues", "retry", "singleton", "telemetryMode", "watchDirectories", "watchFiles",
        "logging.applicationInsights", "logging.console", "logging.fileLoggingMode", "logging.debug",
        .. Beneath("extensions.http.", "customHeaders", "dynamicThrottlesEnabled", "hsts", "maxConcurrentRequests", "maxOutstandingRequests"),
        .. Beneath(
            "extensions.", "azureAppConfiguration", "blobs", "cosmosDB", "dapr", "eventGrid", "eventHubs", "kafka", "mysql", "queues", "rabbitMQ", "sendGrid",
            "serviceBus", "signalR", "sql", "tables", "timers", "warmup", "webPubSub"),
        .. Beneath(
            Durable, "allowReplayingTerminalInstances", "defaultVersion", "entityMessageReorderWindowInMinutes", "extendedSessionIdleTimeoutInSeconds",
            "extendedSessionsEnabled", "grpcEnabled", "httpSettings", "localRpcEndpointEnabled", "maxConcurrentEntityFunctions", "maxEntityOperationBatchSize",
            "maxGrpcMessageSizeInBytes", "maxOrchestrationActions", "notifications", "overridableExistingInstanceStates", "rollbackEntityOperationsOnExceptions",
            "storageProvider", "storeInputsInOrchestrationHistory", "tracing", "useAppLease", "useGracefulShutdown", "versionFailureStrategy", "versionMatchStrategy"),
    ];

    private static readonly string[] All = [.. Honoured, .. OnlyOnAzure];

    /// <summary>Goes through the file and tells each key that has no effect, and each that nobody knows.</summary>
    /// <exception cref="SettingsException">A value stands where other keys are expected.</exception>
    public static HostFileFindings Check(JsonObject root, string file)
    {
        var findings = new HostFileFindings([], []);
        Check(root, "", file, findings);
        return findings;
    }

    private static void Check(JsonObject node, string prefix, string file, HostFileFindings findings)
    {
        foreach (var (name, value) in node)
        {
            var path = prefix + name;
            if (Has(Honoured, path)) continue;
            if (Has(OnlyOnAzure, path)) findings.Notes.Add($"{file}: {path} has no effect in the embedded runtime");
            else if (!All.Any(key => key.StartsWith(path + ".", StringComparison.OrdinalIgnoreCase))) findings.Warnings.Add(Unknown(file, path, Nearest(name, prefix)));
            else if (value is JsonObject inner) Check(inner, path + ".", file, findings);
            else if (value is not null) throw new SettingsException($"{file}: '{path}' is {value.ToJsonString()}, an object is needed.");
        }
    }

    private static string Unknown(string file, string path, string? nearest) =>
        $"{file}: {path} is not a key that the Functions host knows, and is ignored{(nearest is null ? "" : $": did you mean {nearest}?")}";

    private static bool Has(string[] keys, string path) => keys.Contains(path, StringComparer.OrdinalIgnoreCase);

    /// <summary>The key that was most likely meant: first among its neighbours, then wherever one of that name stands.</summary>
    private static string? Nearest(string name, string prefix)
    {
        var neighbours = All.Where(key => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).Select(key => prefix + key[prefix.Length..].Split('.')[0]).Distinct();
        return neighbours.Concat(All)
            .Select(key => (Key: key, Distance: EditDistance.Between(name, key[(key.LastIndexOf('.') + 1)..])))
            .Where(found => found.Distance <= name.Length / 3)
            .OrderBy(found => found.Distance)
            .Select(found => found.Key)
            .FirstOrDefault();
    }

    private static IEnumerable<string> Beneath(string prefix, params string[] names) => names.Select(name => prefix + name);
}

/// <summary>What there is to say of a file's keys: <paramref name="Notes"/> of those that only Azure acts on, <paramref name="Warnings"/> of those nobody knows.</summary>
internal sealed record HostFileFindings(List<string> Notes, List<string> Warnings);
