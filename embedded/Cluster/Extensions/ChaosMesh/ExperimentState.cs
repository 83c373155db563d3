using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Controllers;

namespace Autocura.Embedded.Cluster.Extensions.ChaosMesh;

/// <summary>Reads experiments: whether they are paused, over or due to end, and whom they have been injected into.</summary>
internal static class ExperimentState
{
    public const string PauseAnnotation = "experiment.chaos-mesh.org/pause";
    public const string Injected = "Injected";
    public const string NotInjected = "Not Injected";
    public const string Source = ".";
    public const string Target = ".Target";

    public static bool IsPaused(this JsonObject chaos) => chaos.Annotation(PauseAnnotation) == "true";

    /// <summary>Whether it is done in one moment, so that there is nothing to recover from.</summary>
    public static bool IsOneShot(this JsonObject chaos) => chaos.Text("spec", "action") is "pod-kill" or "container-kill" && chaos.Kind() == ChaosKind.Pod.Kind;

    /// <summary>When its duration is over; null when it lasts until it is deleted.</summary>
    public static DateTimeOffset? Ends(this JsonObject chaos) =>
        GoDuration.TryParse(chaos.Text("spec", "duration"), out var duration) ? chaos.Created() + duration : null;

    /// <summary>Whether a Schedule need not wait for it any more.</summary>
    public static bool IsFinished(this JsonObject chaos, DateTimeOffset now) => chaos.IsOneShot()
        ? Is(chaos, "AllInjected")
        : chaos.Ends() <= now && Is(chaos, "AllRecovered");

    public static IEnumerable<JsonObject> Records(this JsonObject chaos) => chaos.Objects("status", "experiment", "containerRecords");

    /// <summary>Whether a pod (or one of its containers) is injected under a selector now.</summary>
    public static bool IsIn(this JsonObject chaos, JsonObject pod, string selector = Source, string? container = null)
    {
        var id = $"{pod.Namespace()}/{pod.Name()}{(container is null ? "" : $"/{container}")}";
        return chaos.Records().Any(record => record.Text("id") == id && record.Text("selectorKey") == selector && record.Text("phase") == Injected);
    }

    private static bool Is(JsonObject chaos, string condition) => chaos.Condition(condition).Text("status") == "True";
}
