using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Stages;

/// <summary>One probe of a container, with the defaults of the API: what is asked, and when it counts.</summary>
internal sealed class Probe(JsonObject container, JsonNode probe)
{
    public double InitialDelay { get; } = probe.Count("initialDelaySeconds");

    public double Period { get; } = Math.Max(1, probe.Whole("periodSeconds") ?? 10);

    public double Timeout { get; } = Math.Max(1, probe.Whole("timeoutSeconds") ?? 1);

    public int Successes { get; } = Math.Max(1, probe.Whole("successThreshold") ?? 1);

    public int Failures { get; } = Math.Max(1, probe.Whole("failureThreshold") ?? 3);

    /// <summary>The port that is asked; null for a command.</summary>
    public int? Port => Number(probe.At("httpGet", "port") ?? probe.At("tcpSocket", "port") ?? probe.At("grpc", "port"));

    public static Probe? Of(JsonObject container, string name) => container[name] is JsonObject probe ? new Probe(container, probe) : null;

    /// <summary>When, after the start, the first probe succeeds of a process that answers from <paramref name="up"/> on.</summary>
    public double FirstSuccess(double up) => InitialDelay + (Math.Max(0, Math.Ceiling((up - InitialDelay) / Period)) * Period);

    /// <summary>What the node says when nobody listens.</summary>
    public string Refused(string? address) => Target(address) switch
    {
        var at when probe["httpGet"] is { } http => $"Get \"{Scheme(http)}://{at}{http.Text("path") ?? "/"}\": dial tcp {at}: connect: connection refused",
        var at when probe["grpc"] is not null => $"timeout: failed to connect service \"{at}\" within {Timeout}s: context deadline exceeded",
        var at when probe["tcpSocket"] is not null => $"dial tcp {at}: connect: connection refused",
        _ => "",
    };

    /// <summary>What the node says when the answer takes longer than the timeout; null where nothing is answered but an open port.</summary>
    public string? Late(string? address) => Target(address) switch
    {
        var at when probe["httpGet"] is { } http => $"Get \"{Scheme(http)}://{at}{http.Text("path") ?? "/"}\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)",
        _ when probe["grpc"] is not null => $"timeout: health rpc did not complete within {Timeout}s",
        _ => null,
    };

    /// <summary>What the node says of an answer that is an error; null where answers are not looked at.</summary>
    public string? Error => probe["httpGet"] is not null ? "HTTP probe failed with statuscode: 500" : null;

    private static string Scheme(JsonNode http) => (http.Text("scheme") ?? "HTTP").ToLowerInvariant();

    private string Target(string? address) => $"{probe.Text("httpGet", "host") ?? probe.Text("tcpSocket", "host") ?? address}:{Port}";

    private int? Number(JsonNode? port) => port.Whole()
        ?? container.Objects("ports").FirstOrDefault(declared => declared.Text("name") == port.Text()).Whole("containerPort");
}
