using System.Text.Json.Nodes;
using Autocura.Cluster.Readers;

namespace Autocura.KnownGood.Comparison;

/// <summary>What an API server fills in for one container.</summary>
internal static class ContainerDefaults
{
    private static readonly string[] Probes = ["livenessProbe", "readinessProbe", "startupProbe"];

    public static void Fill(JsonObject container)
    {
        Defaults.Set(container, ("terminationMessagePath", "/dev/termination-log"), ("terminationMessagePolicy", "File"), ("imagePullPolicy", PullPolicy(container.Text("image") ?? "")));
        foreach (var port in container.Items("ports"))
        {
            Defaults.Set(port, ("protocol", "TCP"));
        }

        foreach (var probe in Probes.Select(name => container[name]).OfType<JsonObject>())
        {
            Defaults.Set(probe, ("timeoutSeconds", 1), ("periodSeconds", 10), ("successThreshold", 1), ("failureThreshold", 3));
            Request(probe["httpGet"]);
        }

        Request(container.At("lifecycle", "postStart", "httpGet"));
        Request(container.At("lifecycle", "preStop", "httpGet"));
        foreach (var variable in container.Items("env"))
        {
            Source(variable);
        }
    }

    private static void Source(JsonObject variable)
    {
        if (variable.At("valueFrom", "fieldRef") is JsonObject field)
        {
            Defaults.Set(field, ("apiVersion", "v1"));
        }

        if (variable.At("valueFrom", "resourceFieldRef") is JsonObject resource)
        {
            Defaults.Set(resource, ("divisor", "0"));
        }

        if (variable["valueFrom"] is null)
        {
            Defaults.Set(variable, ("value", ""));
        }
    }

    private static void Request(JsonNode? request)
    {
        if (request is JsonObject get)
        {
            Defaults.Set(get, ("scheme", "HTTP"), ("path", "/"));
        }
    }

    /// <summary>A tag that may move is always pulled: "latest", or none and no digest.</summary>
    private static string PullPolicy(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return !name.Contains('@', StringComparison.Ordinal) && (!name.Contains(':', StringComparison.Ordinal) || name.EndsWith(":latest")) ? "Always" : "IfNotPresent";
    }
}
