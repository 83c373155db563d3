using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.Applications.Conditions;
using Autocura.Embedded.Cluster.Applications.Effects;
using Autocura.Embedded.Cluster.Applications.Following;
using Autocura.Embedded.Cluster.Applications.Past;
using Autocura.Embedded.Cluster.Controllers;
using Autocura.Embedded.Cluster.Stages;

namespace Autocura.Embedded.Cluster.Applications;

/// <summary>
/// What each container does: the process of its image that its command names, on the node it is on, with the configuration it has read, under the flags and
/// strains of the moment. The kubelet, the logs, the usage and the requests all go by it, so that they agree.
/// </summary>
internal sealed class ContainerProfiles(ObjectStore store, ImageCatalog images, ApplicationCatalog applications, ConditionSet conditions)
{
    private readonly Dictionary<string, Application> byNamespace = applications.Everything.ToDictionary(application => application.Namespace);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Version, FlagBoard Board)> boards = [];

    /// <summary>The application of a namespace, if there is one.</summary>
    public Application? ApplicationOf(string? ns) => ns is null ? null : byNamespace.GetValueOrDefault(ns);

    /// <summary>The profile of one container of a pod.</summary>
    public ImageProfile Of(JsonObject pod, JsonObject container)
    {
        var profile = images.Find(container.Text("image") ?? "", [.. container.Texts("command")], [.. container.Texts("args")]);
        if (!RunsOn(pod, profile))
        {
            return profile with { Crash = new ImageCrash(0.1, 1, [$"exec {container.Texts("command").FirstOrDefault() ?? "/usr/local/bin/app"}: exec format error"]), Log = [] };
        }

        if (ApplicationOf(pod.Namespace()) is { Effects.Count: > 0 } application && Workloads.NameOf(store, pod) is { } workload)
        {
            profile = UnderEffects(profile, application, workload, pod, container);
        }

        var strain = conditions.Of(pod, container.Text("name")!);
        return strain == Strain.None ? profile : Strained(profile, strain);
    }

    /// <summary>An application as it is when nothing is wrong.</summary>
    public Survey Healthy(Application application) => HealthySurvey.Of(application, applications.Manifests(application.Name), images);

    /// <summary>What the process of a container asks of the API server while it runs.</summary>
    public double ApiRequestsPerSecond(JsonObject container) => container["command"] is null && container["args"] is null
        ? images.Find(container.Text("image") ?? "").ApiRequestsPerSecond
        : images.Find(container.Text("image") ?? "", [.. container.Texts("command")], [.. container.Texts("args")]).ApiRequestsPerSecond;

    /// <summary>The profile as the stages read it.</summary>
    public JsonObject JsonOf(ImageProfile profile, string image) => ReferenceEquals(profile, images.Find(image)) ? images.FindJson(image) : ImageCatalog.ToJson(profile);

    /// <summary>The flags of an application as they are served now.</summary>
    public FlagBoard Flags(Application application)
    {
        var version = store.ResourceVersion;
        lock (gate)
        {
            if (boards.TryGetValue(application.Name, out var known) && known.Version == version)
            {
                return known.Board;
            }
        }

        var board = FlagBoard.Read(store, application);
        lock (gate)
        {
            boards[application.Name] = (version, board);
        }

        return board;
    }

    /// <summary>A container as effects see it.</summary>
    public EffectSubject Subject(JsonObject pod, JsonObject container)
    {
        var memory = NodeMemory.Look(store, pod, container.Text("name")!);
        return new EffectSubject(pod, new ContainerConfig(pod, container, memory.Child("config")));
    }

    private ImageProfile UnderEffects(ImageProfile profile, Application application, string workload, JsonObject pod, JsonObject container)
    {
        var effects = application.Effects.Where(effect => effect.On is { Caller: null, Service: { } service }
            && application.Find(service).RunsIn(workload) && Concerns(effect.On, pod, container)).ToList();
        if (effects.Count == 0)
        {
            return profile;
        }

        var flags = Flags(application);
        var subject = Subject(pod, container);
        foreach (var effect in effects.Where(effect => EffectTest.Holds(effect, flags, subject)))
        {
            profile = effect.Do.ApplyTo(profile, effect.Times(flags), LeakBegins(effect, flags, pod, container));
        }

        return profile;
    }

    private static bool Concerns(EffectTarget on, JsonObject pod, JsonObject container) => on.Container is { } name
        ? container.Text("name") == name
        : ReferenceEquals(pod.Objects("spec", "containers").FirstOrDefault(), container) || pod.Objects("spec", "containers").FirstOrDefault().Text("name") == container.Text("name");

    /// <summary>A flag's leak begins with the flag, any other with the process.</summary>
    private static double LeakBegins(Effect effect, FlagBoard flags, JsonObject pod, JsonObject container)
    {
        var started = pod.Objects("status", "containerStatuses").FirstOrDefault(status => status.Text("name") == container.Text("name")).Time("state", "running", "startedAt");
        return effect.When.Any(condition => condition.Flag is not null) && flags.Since > started ? (flags.Since - started.Value).TotalSeconds : 0;
    }

    private bool RunsOn(JsonObject pod, ImageProfile profile)
    {
        var node = pod.Text("spec", "nodeName") is { } name ? store.Find(ObjectKey.Core("nodes", null, name)) : null;
        return (node.Text("status", "nodeInfo", "architecture") ?? node.Text("metadata", "labels", "kubernetes.io/arch")) is not { } architecture
            || profile.Architectures.Contains(architecture);
    }

    private static ImageProfile Strained(ImageProfile profile, Strain strain) => profile with
    {
        MemoryMi = profile.MemoryMi + strain.MemoryMi,
        CpuMillis = profile.CpuMillis + strain.CpuMillis,
        ErrorRate = 1 - ((1 - profile.ErrorRate) * (1 - strain.ErrorRate)),
        LatencyMs = (profile.LatencyMs * strain.LatencyFactor) + strain.DelayMs,
    };
}
