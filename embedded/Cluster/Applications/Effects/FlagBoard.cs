using System.Text.Json;
using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Cluster.Applications.Effects;

/// <summary>The flags of an application, as its flag service serves them: what its file said when it started. With nobody to serve them every flag is off.</summary>
internal sealed class FlagBoard
{
    private const string OffVariant = "off";
    private readonly JsonObject? flags;

    private FlagBoard(JsonObject? flags, DateTimeOffset since) => (this.flags, Since) = (flags, since);

    public static FlagBoard AllOff { get; } = new(null, DateTimeOffset.MinValue);

    /// <summary>Since when the flags stand as they do.</summary>
    public DateTimeOffset Since { get; }

    public static FlagBoard Read(ObjectStore store, Application application)
    {
        if (application.Flags is not { } source)
        {
            return AllOff;
        }

        var server = store.List("", "pods", application.Namespace)
            .Where(pod => PodTemplates.IsReady(pod) && Workloads.NameOf(store, pod) == source.Workload)
            .MaxBy(pod => pod.Created());
        if (server is null)
        {
            return AllOff;
        }

        foreach (var container in server.Objects("spec", "containers"))
        {
            var known = NodeMemory.Look(store, server, container.Text("name")!);
            if (new ContainerConfig(server, container, known.Child("config")).File($"{source.ConfigMap}/{source.Key}") is { } file)
            {
                return new FlagBoard(Parse(file), known.Time("startedAt") ?? DateTimeOffset.MinValue);
            }
        }

        return AllOff;
    }

    /// <summary>The value that a flag has now; null when it is not known or switched off as a whole.</summary>
    public JsonNode? Value(string flag)
    {
        var known = flags.Child(flag);
        var variant = known.Text("state") == "DISABLED" ? OffVariant : known.Text("defaultVariant");
        return variant is null ? null : known.At("variants", variant);
    }

    /// <summary>The value as a number: true is one, what is no number nothing.</summary>
    public double Number(string flag) => Value(flag) switch
    {
        JsonValue value when value.TryGetValue<bool>(out var holds) => holds ? 1 : 0,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => value.GetValue<double>(),
        _ => 0,
    };

    private static JsonObject? Parse(string file)
    {
        try
        {
            return JsonNode.Parse(file).Child("flags");
        }
        catch (JsonException)
        {
            // A flag service that cannot read its file serves no flags: that is what a typing mistake in it does.
            return null;
        }
    }
}
