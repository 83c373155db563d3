using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;
using Autocura.Incidents;

namespace Autocura.KnownGood.Records;

/// <summary>
/// A version as a KnownGood and back. What every run needs to know of it stands in one annotation besides, so that the runs list metadata and leave the
/// contents where they are.
/// </summary>
internal static class VersionManifest
{
    private const string Summary = "autocura.io/known-version";

    public static JsonObject Of(KnownVersion version, KnownState state)
    {
        var spec = new JsonObject
        {
            ["resource"] = Resource(version.Target),
            ["uid"] = version.Uid,
            ["resourceVersion"] = version.ResourceVersion,
            ["hash"] = version.Hash,
            ["capturedAt"] = Time(state.CapturedAt),
            ["healthySince"] = Time(version.HealthyFrom),
        };
        if (state.Generation > 0) spec["generation"] = state.Generation;
        if (state.ChangedAt is { } changed) spec["changedAt"] = Time(changed);
        if (state.ChangedBy.Length > 0) spec["changedBy"] = state.ChangedBy.Clip(128);
        if (version.HealthyUntil is { } until) spec["healthyUntil"] = Time(until);
        if (version.GoneSince is { } gone) spec["goneSince"] = Time(gone);
        if (state.Object is { } content) spec["object"] = content.DeepClone();
        if (state.KeyHashes is { } hashes) spec["keyHashes"] = new JsonObject(hashes.Select(hash => KeyValuePair.Create(hash.Key, (JsonNode?)hash.Value)));
        if (state.Omitted.Length > 0) spec["omitted"] = state.Omitted;
        return new JsonObject
        {
            ["apiVersion"] = version.Record.ApiVersion,
            ["kind"] = version.Record.Kind,
            ["metadata"] = Metadata(version),
            ["spec"] = spec,
        };
    }

    /// <summary>A patch (RFC 7386) for a version that was left and has come back.</summary>
    public static JsonObject Again(KnownVersion version, KnownState state)
    {
        var patch = Fate(version);
        patch["spec"]!["healthySince"] = Time(version.HealthyFrom);
        patch["spec"]!["capturedAt"] = Time(state.CapturedAt);
        patch["spec"]!["uid"] = version.Uid;
        patch["spec"]!["resourceVersion"] = version.ResourceVersion;
        return patch;
    }

    /// <summary>A patch (RFC 7386) that writes down what became of a version.</summary>
    public static JsonObject Fate(KnownVersion version) => new()
    {
        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Summary] = SummaryOf(version).ToJsonString() } },
        ["spec"] = new JsonObject { ["healthyUntil"] = TimeOrNull(version.HealthyUntil), ["goneSince"] = TimeOrNull(version.GoneSince) },
    };

    /// <summary>Null for a record that is not one of ours, or whose annotation somebody changed: it is as if it were not there.</summary>
    public static KnownVersion? Read(JsonObject metadata)
    {
        try
        {
            var summary = JsonNode.Parse(metadata.Text("metadata", "annotations", Summary) ?? "null");
            return summary.Text("kind") is not { } kind || summary.Time("from") is not { } from ? null : new KnownVersion
            {
                Target = new ObjectRef(summary.Text("apiVersion") ?? "", kind, summary.Text("namespace") ?? "", summary.Text("name") ?? ""),
                Record = new ObjectRef(metadata.Text("apiVersion") ?? "", metadata.Text("kind") ?? "", metadata.Text("metadata", "namespace") ?? "", metadata.Name()),
                Hash = summary.Text("hash") ?? "",
                Uid = summary.Text("uid") ?? "",
                ResourceVersion = summary.Text("resourceVersion") ?? "",
                HealthyFrom = from,
                HealthyUntil = summary.Time("until"),
                GoneSince = summary.Time("gone"),
                Replicas = summary.Int("replicas"),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static KnownState State(JsonObject record) => new()
    {
        CapturedAt = record.Time("spec", "capturedAt") ?? record.CreatedAt(),
        Generation = record.Long("spec", "generation") ?? 0,
        ChangedAt = record.Time("spec", "changedAt"),
        ChangedBy = record.Text("spec", "changedBy") ?? "",
        Object = record.At("spec", "object")?.DeepClone() as JsonObject,
        KeyHashes = record.At("spec", "keyHashes") is JsonObject ? record.Map("spec", "keyHashes") : null,
        Omitted = record.Text("spec", "omitted") ?? "",
    };

    public static JsonObject Resource(ObjectRef target)
    {
        var resource = new JsonObject { ["apiVersion"] = target.ApiVersion, ["kind"] = target.Kind, ["name"] = target.Name };
        if (target.Namespace.Length > 0)
        {
            resource["namespace"] = target.Namespace;
        }

        return resource;
    }

    public static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static JsonValue? TimeOrNull(DateTimeOffset? at) => at is { } time ? JsonValue.Create(Time(time)) : null;

    private static JsonObject Metadata(KnownVersion version) => new()
    {
        ["name"] = version.Record.Name,
        ["namespace"] = version.Record.Namespace,
        ["labels"] = new JsonObject { ["app.kubernetes.io/managed-by"] = "autocura", [RecordIdentity.ObjectLabel] = RecordIdentity.Of(version.Target) },
        ["annotations"] = new JsonObject { [Summary] = SummaryOf(version).ToJsonString() },
    };

    private static JsonObject SummaryOf(KnownVersion version)
    {
        var summary = Resource(version.Target);
        summary["hash"] = version.Hash;
        summary["uid"] = version.Uid;
        summary["resourceVersion"] = version.ResourceVersion;
        summary["from"] = Time(version.HealthyFrom);
        if (version.HealthyUntil is { } until) summary["until"] = Time(until);
        if (version.GoneSince is { } gone) summary["gone"] = Time(gone);
        if (version.Replicas is { } replicas) summary["replicas"] = replicas;
        return summary;
    }
}
