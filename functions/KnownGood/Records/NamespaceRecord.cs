using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Incidents;

namespace Autocura.KnownGood.Records;

/// <summary>What one run leaves for the next about a namespace: since when it has been healthy, when it was so last, and which Services led somewhere then.</summary>
internal sealed record NamespaceRecord
{
    public const int MostServices = 256;

    /// <summary>Null while it is not healthy.</summary>
    public DateTimeOffset? HealthySince { get; init; }

    /// <summary>Null when it never was.</summary>
    public DateTimeOffset? LastHealthyAt { get; init; }

    /// <summary>Services that had ready endpoints when it was last healthy.</summary>
    public IReadOnlyList<string> Serving { get; init; } = [];

    public string Healthy { get; init; } = "Unknown";

    public string Reason { get; init; } = "";

    public DateTimeOffset? TransitionAt { get; init; }

    public static NamespaceRecord Read(JsonObject? record)
    {
        var condition = record.Items("status", "conditions").FirstOrDefault(one => one.Text("type") == "Healthy");
        return new NamespaceRecord
        {
            HealthySince = record.Time("status", "healthySince"),
            LastHealthyAt = record.Time("status", "lastHealthyAt"),
            Serving = [.. record.Texts("status", "servingServices")],
            Healthy = condition.Text("status") ?? "Unknown",
            Reason = condition.Text("message") ?? "",
            TransitionAt = condition.Time("lastTransitionTime"),
        };
    }

    public static JsonObject Manifest(ObjectRef record) => new()
    {
        ["apiVersion"] = record.ApiVersion,
        ["kind"] = record.Kind,
        ["metadata"] = new JsonObject { ["name"] = record.Name, ["namespace"] = record.Namespace, ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "autocura" } },
        ["spec"] = new JsonObject { ["resource"] = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Namespace", ["name"] = record.Namespace } },
    };

    /// <summary>A patch (RFC 7386) of the record's status.</summary>
    public JsonObject Status() => new()
    {
        ["status"] = new JsonObject
        {
            ["healthySince"] = HealthySince is { } since ? VersionManifest.Time(since) : null,
            ["lastHealthyAt"] = LastHealthyAt is { } last ? VersionManifest.Time(last) : null,
            ["servingServices"] = new JsonArray([.. Serving.Take(MostServices).Select(name => JsonValue.Create(name))]),
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Healthy",
                ["status"] = Healthy,
                ["reason"] = Healthy switch { "True" => "Measured", "False" => "NotHealthy", _ => "NotMeasured" },
                ["message"] = Reason.Clip(1024),
                ["lastTransitionTime"] = VersionManifest.Time(TransitionAt ?? DateTimeOffset.UnixEpoch),
            }),
        },
    };
}
