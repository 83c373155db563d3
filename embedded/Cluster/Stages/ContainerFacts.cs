using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>
/// What a node finds out about a container by looking: whether it is its turn, whether what it refers to is there, whether its image answers its probes and
/// fits its memory limit. Stages test these facts by name.
/// </summary>
internal sealed partial class ContainerFacts(JsonObject pod, ContainerWork work, Surroundings surroundings)
{
    private const double Mi = 1 << 20;
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
            ["serves"] = !work.Init || work.IsSidecar,
            ["restarts"] = Restarts(),
            ["imageId"] = $"{container.Text("image")}@sha256:{Digest(container.Text("image") ?? "")}",
            ["containerId"] = $"containerd://{Digest($"{pod.Uid()}/{container.Text("name")}/{status.Count("restartCount")}")}",
            ["pullError"] = $"failed to pull and unpack image \"{image.Image}\": failed to resolve reference \"{image.Image}\": {image.Image}: not found",
            ["outOfMemoryAfterSeconds"] = OutOfMemoryAfter(),
            ["overMemoryLimit"] = MemoryNeed > MemoryLimit || (image.MemoryGrowsMiPerSecond > 0 && MemoryLimit < double.MaxValue),
            ["imagePresent"] = surroundings.HasImage && container.Text("imagePullPolicy") != "Always",
            ["pullForbidden"] = !surroundings.HasImage && container.Text("imagePullPolicy") == "Never",
            ["podDone"] = work is { Init: true, IsSidecar: true } && IsDone(pod),
            ["backOff"] = BackOff(),
        };
        Write(facts, "missingVolume", surroundings.References.Volume(pod));
        Write(facts, "missingConfig", surroundings.References.Environment(container, pod.Namespace()));
        Write(facts, "killed", Killed());
        Write(facts, "failed", surroundings.Disturbance.IsFailed ? "PodFailed" : null);
        if (surroundings.Config is { } config && work.Runtime.Text(StageInterpreter.Phase) == "Pulled")
        {
            facts["config"] = config;
        }

        Stop(facts);
        End(facts);
        new ProbeFacts(pod, work, surroundings).Write(facts);
        return facts;
    }

    /// <summary>Whether a container listens on a port: its image says so, or, where the image says nothing, its declared ports do.</summary>
    public static bool Listens(JsonNode container, ImageProfile image, int port) => image.Listens is { } ports
        ? ports.Contains(port)
        : container.Objects("ports").Any(declared => declared.Whole("containerPort") == port);

    /// <summary>The limit in force, which is the one asked for once a resize has been granted.</summary>
    private double MemoryLimit =>
        (status["resources"] is { } granted ? granted.Amount("limits", "memory") : container.Amount("resources", "limits", "memory")) is > 0 and var limit ? limit : double.MaxValue;

    private double MemoryNeed => image.MemoryMi * Mi;

    /// <summary>Whether the containers that the pod is there for have all ended for good.</summary>
    private static bool IsDone(JsonObject pod) => pod.Text("spec", "restartPolicy") is "Never" or "OnFailure"
        && pod.Objects("status", "containerStatuses").All(known => known.Whole("state", "terminated", "exitCode") is { } code && (code == 0 || pod.Text("spec", "restartPolicy") == "Never"));

    /// <summary>How the container stops when it is told to: in its own time after what its preStop hook takes, or killed when the grace is over.</summary>
    private void Stop(JsonObject facts)
    {
        var hook = container.At("lifecycle", "preStop");
        var asked = hook.Number("sleep", "seconds") ?? (Sleep().Match(string.Join(' ', hook.Texts("exec", "command"))) is { Success: true } sleep ? double.Parse(sleep.Groups["seconds"].ValueSpan, CultureInfo.InvariantCulture) : 0);
        var grace = pod.Number("metadata", "deletionGracePeriodSeconds") ?? long.MaxValue;
        var isKilled = asked + image.StopSeconds > grace;
        facts["stopSeconds"] = Math.Min(asked + image.StopSeconds, grace);
        facts["stopExitCode"] = isKilled ? 137 : 0;
        facts["stopReason"] = isKilled ? "Error" : "Completed";
    }

    /// <summary>When the process ends by itself. An init container that serves never does.</summary>
    private void End(JsonObject facts)
    {
        var isTask = work.Init && !work.IsSidecar && image.Listens is not { Count: > 0 };
        var waits = image.Hangs || surroundings.WaitsFor is not null;
        Write(facts, "completesAfterSeconds", waits ? null : image.CompletesAfterSeconds ?? (isTask ? 0.5 : (double?)null));
    }

    private bool Restarts()
    {
        if (work.IsSidecar)
        {
            return !IsDone(pod);
        }

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

    private static string Digest(string of) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)));

    private double OutOfMemoryAfter()
    {
        var toRest = image.MemoryGrowsForSeconds * Math.Min(1, MemoryLimit / Math.Max(1, MemoryNeed));
        var room = (MemoryLimit / Mi) - image.MemoryMi;
        return room > 0 && image.MemoryGrowsMiPerSecond > 0 ? Math.Max(toRest, image.LeaksAfterSeconds) + (room / image.MemoryGrowsMiPerSecond) : toRest;
    }

    private string BackOff()
    {
        var wait = new StageBackOff { Count = "", Starting = 2, First = 10, Most = 300 }.Seconds(work.Runtime.Count("crashes"));
        return wait < 60 ? $"{wait:0}s" : $"{(int)wait / 60}m{wait % 60:0}s";
    }

    private static void Write(JsonObject facts, string name, JsonNode? value)
    {
        if (value is not null)
        {
            facts[name] = value;
        }
    }

    [GeneratedRegex(@"\bsleep\s+(?<seconds>\d+)\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sleep();
}
