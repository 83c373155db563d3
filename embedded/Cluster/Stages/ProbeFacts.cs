using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>What the probes of a container come to: whether and when they pass, what they say when they do not, and when that has consequences.</summary>
internal sealed class ProbeFacts(JsonObject pod, ContainerWork work, Surroundings surroundings)
{
    /// <summary>Since when a probe that decides over a running container fails: kept by the node, as it counts failures in a row.</summary>
    public const string UnliveSince = "unliveSince";

    /// <inheritdoc cref="UnliveSince" />
    public const string UnreadySince = "unreadySince";

    private const double Errors = 0.999;
    private readonly Probe? startup = Probe.Of(work.Spec, "startupProbe");
    private readonly Probe? readiness = Probe.Of(work.Spec, "readinessProbe");
    private readonly Probe? liveness = Probe.Of(work.Spec, "livenessProbe");
    private readonly ImageProfile image = surroundings.Profile;

    public void Write(JsonObject facts)
    {
        facts["startsAtOnce"] = startup is null;
        facts["startupPassesAfterSeconds"] = startup?.FirstSuccess(image.StartSeconds) ?? 0;
        facts["startupKillsAfterSeconds"] = startup is null ? 0 : KillsAfter(startup);
        facts["readyAfterSeconds"] = ReadyAfter();
        facts["readinessPeriodSeconds"] = readiness?.Period ?? 1;
        facts["readinessLostAfterSeconds"] = readiness is null ? 0 : readiness.Failures * readiness.Period;
        facts["livenessKillsAfterSeconds"] = LivenessKillsAfter();
        Write(facts, "unstarted", startup is null ? null : Failure(startup) ?? TooSlow(startup));
        Write(facts, "unready", readiness is null ? null : Failure(readiness));
        Write(facts, "unlive", liveness is null ? null : Failure(liveness) ?? (startup is null ? TooSlow(liveness) : null));
    }

    /// <summary>Notes since when the probes fail of a container that runs.</summary>
    public static void Remember(JsonObject runtime, JsonNode? facts, DateTimeOffset now)
    {
        var runs = runtime.Text(StageInterpreter.Phase) is "Running" or "Ready";
        Note(UnliveSince, runs && facts.Text("unlive") is not null);
        Note(UnreadySince, runs && facts.Text("unready") is not null);

        void Note(string name, bool fails)
        {
            if (!fails)
            {
                runtime.Remove(name);
            }
            else if (runtime[name] is null)
            {
                runtime[name] = now.ToString("O");
            }
        }
    }

    private static double KillsAfter(Probe probe) => probe.InitialDelay + (probe.Failures * probe.Period);

    /// <summary>A process that listens only after its probe has lost patience is killed before it does.</summary>
    private string? TooSlow(Probe probe) => image.StartSeconds >= KillsAfter(probe) ? probe.Refused(pod.Text("status", "podIP")) : null;

    private string? Failure(Probe probe)
    {
        var address = pod.Text("status", "podIP");
        if (probe.Port is { } port && !ContainerFacts.Listens(work.Spec, image, port))
        {
            return probe.Refused(address);
        }

        return image.LatencyMs >= probe.Timeout * 1000 ? probe.Late(address) : image.ErrorRate >= Errors ? probe.Error : null;
    }

    /// <summary>Counted from the entry into the phase: the first probe that is answered, and as many more as must succeed in a row.</summary>
    private double ReadyAfter()
    {
        if (readiness is null)
        {
            return 0;
        }

        var waited = ((work.Runtime.Time(StageInterpreter.Since) - work.Runtime.Time("startedAt")) ?? TimeSpan.Zero).TotalSeconds;
        return readiness.FirstSuccess(Math.Max(image.StartSeconds, waited)) + ((readiness.Successes - 1) * readiness.Period) - waited;
    }

    /// <summary>Counted from the first failure in a row.</summary>
    private double LivenessKillsAfter()
    {
        if (liveness is null)
        {
            return 0;
        }

        var waited = ((work.Runtime.Time(UnliveSince) - work.Runtime.Time("startedAt")) ?? TimeSpan.Zero).TotalSeconds;
        return Math.Max(0, liveness.InitialDelay - Math.Max(0, waited)) + (liveness.Failures * liveness.Period);
    }

    private static void Write(JsonObject facts, string name, string? value)
    {
        if (value is not null)
        {
            facts[name] = value;
        }
    }
}
