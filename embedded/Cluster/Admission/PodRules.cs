using System.Text.Json.Nodes;
using Autocura.Embedded.Cluster.OpenApi;

namespace Autocura.Embedded.Cluster.Admission;

/// <summary>Rules for pods, and for the pod templates of workloads.</summary>
internal sealed class PodRules : KindRules
{
    private const int MaxPort = 65535;
    private static readonly string[] ContainerLists = ["initContainers", "containers", "ephemeralContainers"];
    private static readonly string[] ResourceKinds = ["limits", "requests"];
    private static readonly string[] GuaranteedResources = ["cpu", "memory"];
    private static readonly string[] Mutable = ["activeDeadlineSeconds", "tolerations", "schedulingGates"];

    /// <inheritdoc />
    public override void Default(JsonObject obj) => DefaultSpec(obj.Ensure("spec"), requestsFollowLimits: true);

    /// <inheritdoc />
    public override IEnumerable<StatusCause> Validate(JsonObject obj) => ValidateSpec(obj.Child("spec") ?? [], "spec");

    /// <inheritdoc />
    public override IEnumerable<StatusCause> ValidateUpdate(JsonObject before, JsonObject after)
    {
        var isSame = JsonNode.DeepEquals(Fixed(before), Fixed(after));
        return isSame
            ? []
            : [Causes.Forbidden("spec", "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)")];
    }

    /// <summary>Fills in a pod's defaults and the status it starts with.</summary>
    public static void Complete(JsonObject pod)
    {
        SchemaDefaults.Apply(pod, BuiltInSchemas.Find("v1", "Pod"));
        DefaultSpec(pod.Ensure("spec"), requestsFollowLimits: true);
        pod.Ensure("spec")["enableServiceLinks"] ??= true;
        var status = pod.Ensure("status");
        status["phase"] ??= "Pending";
        status["qosClass"] ??= QualityOfService(pod);
    }

    public static void DefaultSpec(JsonObject spec, bool requestsFollowLimits = false)
    {
        foreach (var container in ContainerLists.SelectMany(list => spec.Items(list)).OfType<JsonObject>())
        {
            container["imagePullPolicy"] ??= IsFloating(container.Text("image") ?? "") ? "Always" : "IfNotPresent";
            if (requestsFollowLimits)
            {
                CopyLimits(container.Ensure("resources"));
            }
        }

        if (spec.Text("serviceAccountName") is { } account)
        {
            spec["serviceAccount"] = account;
        }

        foreach (var volume in spec.Items("volumes").OfType<JsonObject>().Where(volume => volume.Count == 1))
        {
            volume["emptyDir"] = new JsonObject();
        }
    }

    public static IEnumerable<StatusCause> ValidateTemplate(JsonObject obj, string path)
    {
        var template = obj.Child(path.Split('.'));
        return NameRules.ValidateLabels(template.Child("metadata", "labels"), $"{path}.metadata.labels")
            .Concat(ValidateSpec(template.Child("spec") ?? [], $"{path}.spec", obj.Child("spec")?.Items("volumeClaimTemplates")));
    }

    /// <summary>A claim that a StatefulSet makes for each pod is a volume of it.</summary>
    private static IEnumerable<StatusCause> ValidateSpec(JsonObject spec, string path, IEnumerable<JsonNode?>? claims = null)
    {
        if (spec["containers"] is null)
        {
            yield return Causes.Required($"{path}.containers");
        }

        var volumes = spec.Items("volumes").Select(volume => volume.Text("name")).Concat((claims ?? []).Select(claim => claim.Text("metadata", "name"))).ToHashSet();
        foreach (var list in ContainerLists)
        {
            var index = 0;
            foreach (var container in spec.Items(list).OfType<JsonObject>())
            {
                foreach (var cause in ValidateContainer(container, $"{path}.{list}[{index}]", volumes))
                {
                    yield return cause;
                }

                index++;
            }
        }
    }

    private static IEnumerable<StatusCause> ValidateContainer(JsonObject container, string path, HashSet<string?> volumes)
    {
        if (container.Text("name") is { Length: > 0 } name && NameRules.WrongLabel(name) is { } wrong)
        {
            yield return Causes.Invalid($"{path}.name", name, wrong);
        }

        if (string.IsNullOrWhiteSpace(container.Text("image")))
        {
            yield return Causes.Required($"{path}.image");
        }

        var ports = container.Items("ports").ToList();
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i].Number("containerPort") is not (>= 1 and <= MaxPort))
            {
                yield return Causes.Invalid($"{path}.ports[{i}].containerPort", ports[i].At("containerPort"), $"must be between 1 and {MaxPort}, inclusive");
            }
        }

        var mounts = container.Items("volumeMounts").Select(mount => mount.Text("name")).ToList();
        for (var i = 0; i < mounts.Count; i++)
        {
            if (!volumes.Contains(mounts[i]))
            {
                yield return Causes.NotFound($"{path}.volumeMounts[{i}].name", mounts[i] ?? "");
            }
        }

        foreach (var cause in ValidateResources(container.Child("resources") ?? [], $"{path}.resources"))
        {
            yield return cause;
        }
    }

    private static IEnumerable<StatusCause> ValidateResources(JsonObject resources, string path)
    {
        foreach (var kind in ResourceKinds)
        {
            foreach (var (name, value) in resources.Child(kind) ?? [])
            {
                if (Quantity.Parse(value?.ToString()) is not { } quantity)
                {
                    yield return Causes.Invalid($"{path}.{kind}[{name}]", value, "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
                }
                else if (quantity < 0)
                {
                    yield return Causes.Invalid($"{path}.{kind}[{name}]", value, "must be greater than or equal to 0");
                }
                else if (kind == "requests" && Quantity.Parse(resources.At("limits", name)?.ToString()) < quantity)
                {
                    yield return Causes.Invalid($"{path}.requests", value, $"must be less than or equal to {name} limit of {resources.At("limits", name)}");
                }
            }
        }
    }

    private static bool IsFloating(string image)
    {
        var last = image[(image.LastIndexOf('/') + 1)..];
        return !last.Contains('@', StringComparison.Ordinal) && (!last.Contains(':', StringComparison.Ordinal) || last.EndsWith(":latest", StringComparison.Ordinal));
    }

    private static void CopyLimits(JsonObject resources)
    {
        foreach (var (name, limit) in resources.Child("limits")?.ToList() ?? [])
        {
            resources.Ensure("requests")[name] ??= limit?.DeepClone();
        }
    }

    public static string QualityOfService(JsonObject pod)
    {
        var containers = ContainerLists.SelectMany(list => pod.Items("spec", list)).ToList();
        var asksNothing = containers.TrueForAll(container => container.Child("resources", "limits") is not { Count: > 0 } && container.Child("resources", "requests") is not { Count: > 0 });
        var isGuaranteed = containers.TrueForAll(container => GuaranteedResources.All(resource =>
            Quantity.Parse(container.At("resources", "limits", resource)?.ToString()) is { } limit
            && (Quantity.Parse(container.At("resources", "requests", resource)?.ToString()) ?? limit) == limit));
        return asksNothing ? "BestEffort" : isGuaranteed ? "Guaranteed" : "Burstable";
    }

    private static JsonObject Fixed(JsonObject pod)
    {
        var spec = (pod.Child("spec") ?? []).Copy();
        foreach (var name in Mutable)
        {
            spec.Remove(name);
        }

        foreach (var container in ContainerLists.SelectMany(list => spec.Items(list)).OfType<JsonObject>())
        {
            container.Remove("image");
            container.Remove("imagePullPolicy");
        }

        return spec;
    }
}
