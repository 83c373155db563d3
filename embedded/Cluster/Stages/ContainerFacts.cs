using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Applications;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>
/// What a node finds out about a container by looking: whether it is its turn, whether what it refers to is there, whether its image answers its probes and
/// fits its memory limit. Stages test these facts by name.
/// </summary>
internal sealed class ContainerFacts(JsonObject pod, ContainerWork work, Surroundings surroundings)
{
    private const double Mi = 1 << 20;
    private const string ProbePath = "/";
    private readonly JsonObject container = work.Spec;
    private readonly JsonObject status = work.Status;
    private readonly ImageProfile image = surroundings.Profile;

    /// <summary>The facts as stages read them.</summary>
    public JsonObject ToJson()
    {
        var facts = new JsonObject
        {
            ["turn"] = work.Turn,
            ["init"] = work.Init,
            ["restarts"] = Restarts(),
            ["stopSeconds"] = Math.Min(image.StopSeconds, pod.Number("metadata", "deletionGracePeriodSeconds") ?? long.MaxValue),
            ["imageId"] = $"{container.Text("image")}@sha256:{Digest(container.Text("image") ?? "")}",
            ["containerId"] = $"containerd://{Digest($"{pod.Uid()}/{container.Text("name")}/{status.Count("restartCount")}")}",
            ["pullError"] = $"failed to pull and unpack image \"{image.Image}\": failed to resolve reference \"{image.Image}\": {image.Image}: not found",
            ["readyAfterSeconds"] = ReadyAfter(),
            ["readinessPeriodSeconds"] = Period("readinessProbe"),
            ["livenessKillsAfterSeconds"] = LivenessKillsAfter(),
            ["outOfMemoryAfterSeconds"] = OutOfMemoryAfter(),
            ["overMemoryLimit"] = image.MemoryMi * Mi > MemoryLimit || (image.MemoryGrowsMiPerSecond > 0 && MemoryLimit < double.MaxValue),
            ["backOff"] = BackOff(),
        };
        Write(facts, "missingVolume", surroundings.References.Volume(pod));
        Write(facts, "missingConfig", surroundings.References.Environment(container, pod.Namespace()));
        Write(facts, "unready", Refusal("readinessProbe"));
        Write(facts, "unlive", Refusal("livenessProbe"));
        Write(facts, "killed", Killed());
        Write(facts, "failed", surroundings.Disturbance.IsFailed ? "PodFailed" : null);
        if (surroundings.Config is { } config && work.Runtime.Text(StageInterpreter.Phase) == "Pulled")
        {
            facts["config"] = config;
        }

        if (!image.Hangs && surroundings.WaitsFor is null && (image.CompletesAfterSeconds ?? (work.Init ? 0.5 : (double?)null)) is { } seconds)
        {
            facts["completesAfterSeconds"] = seconds;
        }

        return facts;
    }

    /// <summary>Whether a container listens on a port: its image says so, or, where the image says nothing, its declared ports do.</summary>
    public static bool Listens(JsonNode container, ImageProfile image, int port) => image.Listens is { } ports
        ? ports.Contains(port)
        : container.Objects("ports").Any(declared => declared.Whole("containerPort") == port);

    private double MemoryLimit => container.Amount("resources", "limits", "memory") is > 0 and var limit ? limit : double.MaxValue;

    private bool Restarts()
    {
        var failed = (status.Whole("state", "terminated", "exitCode") ?? 0) != 0;
        return (pod.Text("spec", "restartPolicy") ?? "Always") switch
        {
            "Never" => false,
            "OnFailure" => failed,
            _ => failed || !work.Init,
        };
    }

    /// <summary>A kill is for the instance that ran at that moment.</summary>
    private string? Killed() => surroundings.Disturbance.KilledAt is { } at && at >= work.Runtime.Time("startedAt") ? at.ToString("O", CultureInfo.InvariantCulture) : null;

    private double ReadyAfter()
    {
        if (container.At("readinessProbe") is null)
        {
            return 0;
        }

        var first = container.Count("readinessProbe", "initialDelaySeconds");
        var missed = Math.Max(0, Math.Ceiling((image.StartSeconds - first) / Period("readinessProbe")));
        var needed = Math.Max(1, container.Whole("readinessProbe", "successThreshold") ?? 1);
        return first + ((missed + needed - 1) * Period("readinessProbe"));
    }

    private static string Digest(string of) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)));

    private double Period(string probe) => Math.Max(1, container.Whole(probe, "periodSeconds") ?? 10);

    private double LivenessKillsAfter() =>
        container.Count("livenessProbe", "initialDelaySeconds") + ((container.Whole("livenessProbe", "failureThreshold") ?? 3) * Period("livenessProbe"));

    private double OutOfMemoryAfter()
    {
        var toRest = image.MemoryGrowsForSeconds * Math.Min(1, MemoryLimit / Math.Max(1, image.MemoryMi * Mi));
        var room = (MemoryLimit / Mi) - image.MemoryMi;
        return room > 0 && image.MemoryGrowsMiPerSecond > 0 ? Math.Max(toRest, image.LeaksAfterSeconds) + (room / image.MemoryGrowsMiPerSecond) : toRest;
    }

    private string BackOff()
    {
        var wait = new StageBackOff { Count = "", Starting = 2, First = 10, Most = 300 }.Seconds(work.Runtime.Count("crashes"));
        return wait < 60 ? $"{wait:0}s" : $"{(int)wait / 60}m{wait % 60:0}s";
    }

    private string? Refusal(string probe)
    {
        var (scheme, at) = container.At(probe, "httpGet") is { } http ? ("http", http) : ("tcp", container.At(probe, "tcpSocket"));
        if (at is null || Port(at["port"]) is not { } port || Listens(container, image, port))
        {
            return null;
        }

        var address = $"{pod.Text("status", "podIP")}:{port}";
        var refused = $"dial tcp {address}: connect: connection refused";
        return scheme == "http" ? $"Get \"http://{address}{at.Text("path") ?? ProbePath}\": {refused}" : refused;
    }

    private int? Port(JsonNode? port) => port.Whole()
        ?? container.Objects("ports").FirstOrDefault(declared => declared.Text("name") == port.Text()).Whole("containerPort");

    private static void Write(JsonObject facts, string name, string? value)
    {
        if (value is not null)
        {
            facts[name] = value;
        }
    }
}
