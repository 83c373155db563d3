namespace Autocura.Diagnosis;

/// <summary>The parameters of the actions that the built-in rules propose: as lasting as <see cref="ActionNames"/>.</summary>
public static class ActionParameters
{
    /// <summary>A revision of the workload: its number, "previous", "lastHealthy", its name or a label of it ("track=stable").</summary>
    public const string ToRevision = "toRevision";

    /// <summary>A container of the pod template, by name.</summary>
    public const string Container = "container";

    /// <summary>A Kubernetes quantity: "256Mi".</summary>
    public const string MemoryLimit = "memoryLimit";

    /// <summary>A whole number.</summary>
    public const string Replicas = "replicas";

    /// <summary>The Service's own port number.</summary>
    public const string Port = "port";

    /// <summary>A container port's number or name.</summary>
    public const string TargetPort = "targetPort";

    /// <summary>A whole number.</summary>
    public const string MaxReplicas = "maxReplicas";

    /// <summary>The hash of the known good to go back to.</summary>
    public const string KnownGoodHash = "knownGoodHash";

    /// <summary>A Kubernetes quantity: "128Mi".</summary>
    public const string MemoryRequest = "memoryRequest";

    /// <summary>A Kubernetes quantity of CPU: "500m".</summary>
    public const string CpuLimit = "cpuLimit";

    /// <summary>A Kubernetes quantity of CPU: "250m".</summary>
    public const string CpuRequest = "cpuRequest";

    /// <summary>A JSON merge patch of the object (RFC 7386).</summary>
    public const string Patch = "patch";

    /// <summary>Labels that a Service is to select pods by, and those it is not to any more: "app=cart,tier=web,track-".</summary>
    public const string Selector = "selector";

    /// <summary>A whole number.</summary>
    public const string MinReplicas = "minReplicas";

    /// <summary>Seconds that a drain may take.</summary>
    public const string DeadlineSeconds = "deadlineSeconds";

    /// <summary>"true": pods that are not ready go even where their disruption budget says no.</summary>
    public const string DeleteBroken = "deleteBroken";

    /// <summary>An entry of a ConfigMap.</summary>
    public const string Key = "key";

    /// <summary>The value of an entry or annotation.</summary>
    public const string Value = "value";

    /// <summary>The name of an annotation.</summary>
    public const string Annotation = "annotation";

    /// <summary>A revision of a repository.</summary>
    public const string Revision = "revision";

    /// <summary>A container image: of a container, or one that the administrator allows.</summary>
    public const string Image = "image";

    /// <summary>Plain variables of a container: a JSON object of names and values.</summary>
    public const string Variables = "env";

    /// <summary>Arguments of a container: a JSON array of texts.</summary>
    public const string Args = "args";

    /// <summary>The plan for which something is suspended.</summary>
    public const string By = "by";

    /// <summary>A moment (RFC 3339): since when, and until when at the latest.</summary>
    public const string Since = "since";

    public const string Until = "until";

    /// <summary>Seconds that a pod has to end by itself.</summary>
    public const string GracePeriodSeconds = "gracePeriodSeconds";

    /// <summary>Fields of an object, separated by commas: "spec.replicas,spec.template".</summary>
    public const string Fields = "fields";
}
