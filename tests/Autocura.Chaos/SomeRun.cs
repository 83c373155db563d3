using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster;
using Autocura.Incidents;
using Autocura.Support.Chaos;

namespace Autocura.Chaos;

/// <summary>The record of a run in which all is as it should be: one plan scaled one workload while it held its lock, and helped. Each test spoils one thing.</summary>
internal static class SomeRun
{
    public const string Incident = "web-1";
    public const string Plan = $"{Incident}/1";

    public static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    public static readonly ObjectKey Web = ObjectKey.Apps("deployments", ChaosWorld.Store, "web");

    private static readonly ObjectKey Lease = new("coordination.k8s.io", "leases", ChaosRecord.Own, "autocura-web");

    public static ChaosRecord Good() => new()
    {
        Plan = ChaosPlan.Of(1) with { Mode = OperatingMode.Auto, Budget = 1, Cure = Cure.Diagnosed },
        Audit = [Wrote(Web)],
        Seen = [Locked(1, $"host-0/{Plan}"), Scaled(2, $"{Plan}/1", 0, 3), Locked(3, "")],
        Incidents = [Ended(OutcomeKind.Healed, "it is well again")],
        Approved = [],
        Leases = [Locked(3, "").After!],
        Plans = [],
        EndedAt = Noon + TimeSpan.FromMinutes(10),
        Unfinished = [],
    };

    /// <summary>A change of replicas by a host, or by somebody, with the key that it leaves.</summary>
    public static Sighting Scaled(long version, string key, int from, int to, string by = $"{ChaosHost.UserAgent}-0", string before = "") =>
        new(version, Noon + TimeSpan.FromSeconds(version), Web, Deployment(from, before), Deployment(to, key), by);

    /// <summary>The lock on it taken by somebody, or let go.</summary>
    public static Sighting Locked(long version, string holder) => new(version, Noon + TimeSpan.FromSeconds(version), Lease, null, LeaseOf(holder, Noon + TimeSpan.FromSeconds(version)), $"{ChaosHost.UserAgent}-0");

    public static AuditEntry Wrote(ObjectKey key, string verb = "patch") => new() { Time = Noon, Verb = verb, Actor = new Actor("autocura", $"{ChaosHost.UserAgent}-0", "autocura"), Key = key, Code = 200 };

    /// <summary>Somebody presses the kill switch.</summary>
    public static Sighting Stopped(long version) => new(version, Noon, ObjectKey.Core("configmaps", ChaosRecord.Own, "autocura-control"), null, new JsonObject { ["kind"] = "ConfigMap" }, "");

    public static ChaosIncident Ended(OutcomeKind kind, string reason, int attempts = 1)
    {
        var workload = new WorkloadRef("chaos", "Deployment", ChaosWorld.Store, "web");
        var phase = kind == OutcomeKind.HandedOver ? IncidentPhase.Escalated : IncidentPhase.Resolved;
        var status = new IncidentStatus
        {
            Phase = phase,
            Severity = Severity.Low,
            Risk = 0,
            Workload = workload,
            OpenedAt = Noon,
            RecordName = Incident,
            Timeline = [new TimelineEntry(1, Noon, phase, "it is over")],
        };
        return new ChaosIncident("host-0", status, new Outcome { Phase = phase, Kind = kind, Reason = reason, OpenedAt = Noon, ClosedAt = Noon, RecordName = Incident, Attempts = attempts });
    }

    public static JsonObject LeaseOf(string holder, DateTimeOffset renewed) => new()
    {
        ["kind"] = "Lease",
        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["autocura.io/locks"] = "Deployment store/web" } },
        ["spec"] = new JsonObject { ["holderIdentity"] = holder, ["leaseDurationSeconds"] = 300, ["renewTime"] = renewed.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture) },
    };

    private static JsonObject Deployment(int replicas, string key) => new()
    {
        ["kind"] = "Deployment",
        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["autocura.io/last-remediation"] = key } },
        ["spec"] = new JsonObject { ["replicas"] = replicas },
    };
}
