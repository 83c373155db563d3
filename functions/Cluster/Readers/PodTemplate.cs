using System.Text.Json.Nodes;
using Autocura.Diagnosis;

namespace Autocura.Cluster.Readers;

/// <summary>What a pod template declares of its containers: those that stay first, then those that must end before they begin.</summary>
internal static class PodTemplate
{
    private const int MostContainers = 20;
    private const int LongestCommand = 200;
    private const int LongestPath = 100;

    private static readonly string[] ProbeKinds = ["readiness", "liveness", "startup"];

    public static IReadOnlyList<ContainerView> Containers(JsonNode? template) =>
        [.. template.Items("spec", "containers").Select(container => View(container, isInit: false))
            .Concat(template.Items("spec", "initContainers").Select(container => View(container, isInit: container.Text("restartPolicy") != "Always")))
            .Take(MostContainers)];

    /// <summary>The same in few words: of a release that is kept beside others.</summary>
    public static IReadOnlyList<ContainerView> Brief(JsonNode? template) =>
        [.. Containers(template).Where(container => !container.IsInit).Select(container => container with { Probes = [], Addresses = [] })];

    private static ContainerView View(JsonObject container, bool isInit) => new(
        container.Text("name") ?? "",
        LogRedactor.Redact(container.Text("image") ?? ""),
        MemoryQuantity.Parse(container.NumberOrText("resources", "limits", "memory")),
        MemoryQuantity.Parse(container.NumberOrText("resources", "requests", "memory")),
        // Nobody listens any more on a port of one that has ended.
        isInit ? [] : Ports(container))
    {
        IsInit = isInit,
        Command = LogRedactor.Redact(CommandLine(container)).Clip(LongestCommand),
        CpuLimit = Quantity.Parse(container.NumberOrText("resources", "limits", "cpu")),
        CpuRequest = Quantity.Parse(container.NumberOrText("resources", "requests", "cpu")),
        Probes = [.. ProbeKinds.Where(kind => container.At($"{kind}Probe") is JsonObject).Select(kind => Probe(kind, container.At($"{kind}Probe")!))],
        Addresses = EnvironmentAddresses.Of(container),
    };

    public static string CommandLine(JsonNode? container) => string.Join(' ', container.Texts("command").Concat(container.Texts("args")));

    private static IReadOnlyList<PortView> Ports(JsonObject container) =>
        [.. container.Items("ports").Where(port => port.Int("containerPort") is not null).Select(port => new PortView(port.Text("name"), port.Int("containerPort")!.Value))];

    // Numbers that are not written are the cluster's own defaults.
    private static ProbeView Probe(string kind, JsonNode probe) => new()
    {
        Kind = kind,
        Port = probe.NumberOrText("httpGet", "port") ?? probe.NumberOrText("tcpSocket", "port") ?? probe.NumberOrText("grpc", "port") ?? "",
        Path = LogRedactor.Redact(probe.Text("httpGet", "path") ?? "").Clip(LongestPath),
        TimeoutSeconds = probe.Int("timeoutSeconds") ?? 1,
        PeriodSeconds = probe.Int("periodSeconds") ?? 10,
        FailureThreshold = probe.Int("failureThreshold") ?? 3,
        InitialDelaySeconds = probe.Int("initialDelaySeconds") ?? 0,
    };
}
