using System.Globalization;
using System.Text.Json.Nodes;
using Autocura.Diagnosis;
using Autocura.Diagnosis.Advising;
using Autocura.Diagnosis.Surroundings;

namespace Autocura.LanguageModels;

/// <summary>
/// What of the evidence is sent to a model, what matters most first. Times are told in seconds from the beginning of the trouble, and numbers in three digits: the same trouble gives the same text.
/// </summary>
internal static class EvidenceLetter
{
    private const int MostClues = 4;

    public static JsonObject Of(Evidence evidence, RankedHypotheses diagnosis, int mostCharacters)
    {
        var text = new EvidenceText(mostCharacters);
        text.Add("workload", Workload(evidence));
        text.Add("objects", EvidenceObjects.Of(evidence, diagnosis).Select(found => new JsonObject { ["kind"] = found.Kind, ["namespace"] = found.Namespace, ["name"] = found.Name }));
        text.Add("containers", (evidence.State?.Containers ?? []).Take(6).Select(Container));
        text.Add("rankedByRules", diagnosis.Hypotheses.Take(6).Select(Ranked));
        text.Add("alerts", evidence.Signals.DistinctBy(signal => signal.Alert.Fingerprint).Take(8).Select(signal => new JsonObject { ["labels"] = Map(signal.Alert.Labels), ["annotations"] = Map(signal.Alert.Annotations) }));
        if (evidence.State is { } state)
        {
            text.Add("podLabels", Map(state.PodLabels));
            text.Add("annotations", Map(state.Annotations));
        }

        text.Add("pods", evidence.Pods.Take(6).Select(pod => Pod(evidence, pod)));
        text.Add("releases", evidence.Releases.Take(3).Select(release => Release(evidence, release)));
        if (evidence.Surroundings is { } around) text.Add("changedNearby", around.Changes.Take(10).Select(change => Change(evidence, change)));
        text.Add("warnings", evidence.Warnings.Take(10).Select(warning => new JsonObject { ["reason"] = warning.Reason, ["about"] = warning.About, ["message"] = warning.Message, ["times"] = warning.Count }));
        text.Add("series", (evidence.Measurements?.Series ?? []).Select(series => new JsonObject { ["signal"] = series.Signal, ["before"] = Number(series.Before), ["after"] = Number(series.After), ["changedAt"] = At(evidence, series.ChangedAt) }));
        text.Add("suspects", (evidence.Measurements?.Suspects ?? []).Select(suspect => new JsonObject { ["service"] = suspect.Service, ["signal"] = suspect.Signal }));
        text.Add("services", evidence.Services.Take(4).Select(service => new JsonObject { ["name"] = service.Name, ["selector"] = Map(service.Selector), ["ports"] = Texts(service.Ports.Select(port => $"{port.Port}->{port.TargetPort}")), ["readyEndpoints"] = service.ReadyEndpoints }));
        text.Add("neighbours", evidence.Neighbours.Take(8).Select(neighbour => new JsonObject { ["workload"] = $"{neighbour.Workload}", ["is"] = $"{neighbour.Direction}", ["ready"] = $"{neighbour.ReadyReplicas} of {neighbour.Replicas}", ["trouble"] = neighbour.Trouble, ["errorRatio"] = Number(neighbour.ErrorRatio) }));
        if (evidence.Surroundings is { } surroundings) Around(text, surroundings);
        text.Add("logsOutsideOfTheCluster", evidence.ExternalLogs.Take(12).Select(line => (JsonNode?)line));
        text.Add("scraped", evidence.Scraped.Take(20).Select(line => (JsonNode?)line));
        text.Add("notRead", evidence.Gaps.Take(10).Select(gap => (JsonNode?)gap));
        return text.Document;
    }

    private static JsonObject Workload(Evidence evidence)
    {
        var workload = new JsonObject { ["kind"] = evidence.Workload.Kind, ["namespace"] = evidence.Workload.Namespace, ["name"] = evidence.Workload.Name };
        workload["exists"] = evidence.State is not null;
        if (evidence.State is { } state)
        {
            (workload["replicas"], workload["readyReplicas"]) = (state.Replicas, state.ReadyReplicas);
        }

        (workload["errorRatio"], workload["requestsPerSecond"]) = (Number(evidence.ErrorRatio), Number(evidence.RequestRate));
        return workload;
    }

    private static JsonObject Container(ContainerView container) => new()
    {
        ["name"] = container.Name,
        ["image"] = container.Image,
        ["command"] = container.Command,
        ["memoryLimit"] = container.MemoryLimit,
        ["cpuLimit"] = Number(container.CpuLimit),
        ["ports"] = Texts(container.Ports.Select(port => $"{port.Name} {port.Number}".Trim())),
        ["calls"] = Texts(container.Addresses.Select(address => $"{address.Variable}={address.Host}:{address.Port}")),
    };

    private static JsonObject Ranked(Hypothesis hypothesis) => new()
    {
        ["cause"] = hypothesis.Cause,
        ["probability"] = Number(hypothesis.Probability),
        ["object"] = hypothesis.Culprit is { } culprit ? $"{culprit}" : null,
        ["clues"] = Texts(hypothesis.Clues.Take(MostClues).Select(clue => $"{(clue.Weight >= 0 ? "for" : "against")}: {clue.Text}")),
    };

    private static JsonObject Pod(Evidence evidence, PodView pod) => new()
    {
        ["name"] = pod.Name,
        ["phase"] = pod.Phase,
        ["ready"] = pod.Ready,
        ["node"] = pod.Node,
        ["createdAt"] = At(evidence, pod.CreatedAt),
        ["unschedulable"] = pod.Unschedulable,
        ["containers"] = new JsonArray([.. pod.Containers.Take(4).Select(State)]),
    };

    private static JsonObject State(ContainerStateView container) => new()
    {
        ["name"] = container.Name,
        ["ready"] = container.Ready,
        ["restarts"] = container.Restarts,
        ["waiting"] = container.Waiting,
        ["waitingMessage"] = container.WaitingMessage,
        ["lastEnd"] = container.LastEnd,
        ["lastExitCode"] = container.LastExitCode,
        ["lastLog"] = Lines(container.LastLog),
        ["log"] = Lines(container.Log),
    };

    private static JsonObject Release(Evidence evidence, ReleaseView release) => new()
    {
        ["revision"] = release.Revision,
        ["createdAt"] = At(evidence, release.CreatedAt),
        ["readyReplicas"] = release.ReadyReplicas,
        ["images"] = Texts(release.Containers.Select(container => container.Image)),
        ["changes"] = Texts(release.Changes),
    };

    private static JsonObject Change(Evidence evidence, ObjectChange change) => new()
    {
        ["object"] = $"{change.Target}",
        ["was"] = $"{change.Kind}",
        ["at"] = At(evidence, change.At),
        ["by"] = change.By,
        ["fields"] = Texts(change.Fields.Take(6).Select(field => $"{field.Path}: {field.Before ?? "nothing"} -> {field.After ?? "nothing"}")),
    };

    private static void Around(EvidenceText text, SurroundingsView around)
    {
        text.Add("configurations", around.Configurations.Where(one => !one.Exists || !one.KeyExists || one.Unreadable.Length > 0).Take(6).Select(one => new JsonObject { ["object"] = $"{one.Kind} {one.Name}", ["key"] = one.Key, ["exists"] = one.Exists, ["keyExists"] = one.KeyExists, ["unreadable"] = one.Unreadable }));
        text.Add("nodes", around.Nodes.Take(6).Select(node => new JsonObject { ["name"] = node.Name, ["ready"] = node.Ready, ["schedulable"] = node.Schedulable, ["pressures"] = Texts(node.Pressures) }));
        text.Add("claims", around.Claims.Take(4).Select(claim => new JsonObject { ["name"] = claim.Name, ["exists"] = claim.Exists, ["phase"] = claim.Phase, ["why"] = claim.Why }));
        text.Add("quotas", around.Quotas.Take(4).Select(quota => new JsonObject { ["name"] = quota.Name, ["resource"] = quota.Resource, ["used"] = Number(quota.Used), ["hard"] = Number(quota.Hard) }));
        text.Add("policies", around.Policies.Take(4).Select(policy => new JsonObject { ["object"] = $"{policy.Ref}", ["effect"] = policy.Effect }));
        text.Add("experiments", around.Experiments.Take(4).Select(experiment => new JsonObject { ["object"] = $"{experiment.Ref}", ["does"] = experiment.Action, ["running"] = experiment.IsRunning }));
        if (around.Autoscaler is { } scaler) text.Add("autoscaler", new JsonObject { ["object"] = $"{scaler.Ref}", ["minimum"] = scaler.Minimum, ["maximum"] = scaler.Maximum, ["current"] = scaler.Current, ["conditions"] = Texts(scaler.Conditions) });
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    // Line by line, so that a long log is not cut in its middle.
    private static JsonArray Lines(string log) => Texts(log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(12));

    private static JsonObject Map(IReadOnlyDictionary<string, string> map) => new(map.OrderBy(pair => pair.Key, StringComparer.Ordinal).Take(16).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    private static JsonValue? Number(double? value) => value is { } number && double.IsFinite(number) ? JsonValue.Create(double.Parse(number.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) : null;

    private static JsonValue? At(Evidence evidence, DateTimeOffset? at) => at is { } time ? JsonValue.Create(Math.Round((time - evidence.Onset).TotalSeconds)) : null;
}
